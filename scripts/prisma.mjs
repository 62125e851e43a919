#!/usr/bin/env node
// `prisma generate | validate | format` without a download: these run in WebAssembly, the CLI only insists that a schema
// engine exists. Any file will do; Node itself is one that fails loudly should a command really start it.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const store = path.join(root, 'packages', 'history-store')
const generated = path.join(store, 'src', 'generated', 'sqlite')
const stampFile = path.join(generated, '.stamp')
const cli = createRequire(path.join(store, 'package.json')).resolve('prisma/package.json')

const [command = 'generate', ...flags] = process.argv.slice(2)
if (!['generate', 'validate', 'format'].includes(command)) {
  console.error(
    `prisma ${command} needs the native schema engine, which is not installed. See scripts/migrate-dev.mjs.`,
  )
  process.exit(2)
}

const stamp = fingerprint()
if (command === 'generate') {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) process.exit(0)
  rmSync(generated, { recursive: true, force: true })
}
runPrisma()
if (command === 'generate') writeFileSync(stampFile, stamp)

/** What the generated client depends on. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const file of ['prisma/schema.prisma', 'prisma.config.ts', 'scripts/prisma.mjs']) {
    hash.update(readFileSync(path.join(root, file)))
  }
  return hash.update(readFileSync(cli)).digest('hex')
}

function runPrisma() {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [
      path.join(path.dirname(cli), 'build', 'index.js'),
      command,
      ...(command === 'generate' ? ['--no-hints'] : []),
      ...flags,
    ],
    {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        CHECKPOINT_DISABLE: '1',
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
      },
    },
  )
  if (status === 0) return
  console.error(`prisma ${command} failed${error ? `: ${error.message}` : ''}\n${stdout ?? ''}${stderr ?? ''}`)
  process.exit(status || 1)
}
