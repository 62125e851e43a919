// Begins a thread from TypeScript sources: `workerData.module` is the URL of its module. Built code starts its modules directly.
import { fileURLToPath } from 'node:url'
import { workerData } from 'node:worker_threads'
import { bundledSource } from './bundled-source.mjs'

await import(await bundledSource(fileURLToPath(workerData.module)))
