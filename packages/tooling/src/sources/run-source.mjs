// Runs a program from its TypeScript sources: `node run-source.mjs program.ts [its arguments]`. The program sees its own name and
// arguments, as if it had been started directly.
import path from 'node:path'
import { bundledSource } from './bundled-source.mjs'

const [, , entry = ''] = process.argv
process.argv.splice(1, 2, path.resolve(entry))
await import(await bundledSource(path.resolve(entry)))
