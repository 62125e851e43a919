// Begins a thread from TypeScript sources, in tests and in development. Built code starts its modules directly.
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.module)
