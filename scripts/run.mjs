#!/usr/bin/env node
// `npm start`, `npm test`, `npm run dev`, `npm run bench` on a bare clone: install, build what is stale, then run.
// Needs nothing but Node and npm; imports nothing that npm would have to install first.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const startedIn = process.cwd()
const [mode = 'start', ...flags] = process.argv.slice(2)
/** Where `npm run dev` serves the UI; the server lets its sockets in. */
const DEV_ORIGIN = 'http://localhost:3000'
const quietTools = {
  NEXT_TELEMETRY_DISABLED: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  CHECKPOINT_DISABLE: '1',
}

checkNode()
process.chdir(root)
installIfStale()

switch (mode) {
  case 'start':
    buildIfStale()
    await startServer()
    break
  case 'dev':
    run('build', turbo('generate'))
    run('build', turbo('build', '--filter=@portolan/contract'))
    await together([
      [
        bin('tsx'),
        'watch',
        '--conditions=@portolan/source',
        '--clear-screen=false',
        'apps/server/src/main.ts',
        ...flags,
      ],
      [bin('next'), 'dev', 'apps/web', '--hostname', 'localhost', '--port', new URL(DEV_ORIGIN).port],
    ])
    break
  case 'test':
    await import('./test.mjs')
    break
  case 'bench':
    buildIfStale()
    run('bench', [bin('tsx'), 'bench/src/main.ts', ...flags])
    break
  default:
    fail(`unknown mode ${mode}`)
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  fail(
    `Portolan needs Node 20.19 or newer, this is ${process.version}. Install a newer Node, then run the command again.`,
  )
}

/** `npm ci` where package.json or the lockfile changed since the last one. */
function installIfStale() {
  const stamp = 'node_modules/.install-stamp'
  const want = digest(['package-lock.json', 'package.json'])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return
  console.error('Installing packages … (once, and after the lockfile changed)')
  run('npm ci', ['npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  mkdirSync('node_modules', { recursive: true })
  writeFileSync(stamp, want)
}

/** Turbo knows what is stale, but asking it costs most of a second start; so it is asked only when a source file changed. */
function buildIfStale() {
  const stamp = 'node_modules/.build-stamp'
  const want = sourcesDigest()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want && existsSync('apps/server/dist/main.js')) return
  console.error('Building … (once, and after the sources changed: a minute or two)')
  run('build', turbo('build'))
  writeFileSync(stamp, want)
}

/** Names, sizes and modification times of everything a build reads. */
function sourcesDigest() {
  const hash = createHash('sha256')
  const ignored = new Set([
    'next-env.d.ts',
    'node_modules',
    'dist',
    'out',
    '.next',
    '.turbo',
    'generated',
    '.prisma',
    'test-results',
  ])
  const visit = (directory) => {
    for (const entry of readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (ignored.has(entry.name)) continue
      const file = path.join(directory, entry.name)
      if (entry.isDirectory()) visit(file)
      else if (entry.isFile()) {
        const { size, mtimeMs } = statSync(file)
        hash.update(`${file}\0${size}\0${mtimeMs}\n`)
      }
    }
  }
  for (const directory of ['apps', 'packages', 'prisma']) visit(directory)
  hash.update(digest(['package-lock.json', 'package.json', 'turbo.json']))
  return hash.digest('hex')
}

/** In this very process: a second process would cost a tenth of a second and swallow signals. */
async function startServer() {
  const main = path.join(root, 'apps/server/dist/main.js')
  endWithParent()
  process.argv = [process.execPath, main, ...flags]
  process.chdir(startedIn)
  await import(pathToFileURL(main).href)
}

/** `npm start` puts a shell between itself and us that passes no signal on: when it is gone, somebody wanted us gone too. */
function endWithParent() {
  const parent = process.ppid
  const check = () => process.ppid !== parent && process.kill(process.pid, 'SIGTERM')
  setInterval(check, 500).unref()
}

function turbo(...args) {
  return [
    process.execPath,
    'node_modules/turbo/bin/turbo',
    'run',
    ...args,
    '--output-logs=errors-only',
    '--log-order=grouped',
  ]
}

function bin(name) {
  return path.join('node_modules', '.bin', name)
}

function run(what, [command, ...args], options = {}) {
  const result = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...quietTools },
    shell: process.platform === 'win32',
    ...options,
  })
  if (result.status !== 0) fail(`${what} failed (${result.error?.message ?? `exit code ${result.status}`})`)
}

/** Run several at once; the first that ends takes the others with it. */
async function together(commands) {
  const env = { ...process.env, ...quietTools, PORTOLAN_DEV_ORIGIN: DEV_ORIGIN }
  const children = commands.map(([command, ...args]) => spawn(command, args, { stdio: 'inherit', env }))
  await Promise.race(children.map((child) => new Promise((resolve) => child.once('exit', resolve))))
  for (const child of children) child.kill('SIGTERM')
}

function digest(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
