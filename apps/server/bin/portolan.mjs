#!/usr/bin/env node
// npm links programs when it installs, which is before anything is built: this file is there by then.
import { existsSync } from 'node:fs'

const program = new URL('../dist/main.js', import.meta.url)
if (existsSync(program)) await import(program.href)
else {
  process.stderr.write('Portolan is not built yet: run npm start once, which builds it.\n')
  process.exitCode = 2
}
