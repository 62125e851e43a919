import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Status } from '@portolan/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { VERSION } from './version.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const RUN_SOURCE = fileURLToPath(new URL('../../../packages/tooling/src/sources/run-source.mjs', import.meta.url))
/** Each test starts the program from its source, up to three times, perhaps on a busy machine. */
const PATIENCE_MS = 180_000

let directory = ''
const children: ChildProcess[] = []
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'portolan-main-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true })
})

/** The program from its source, with nothing in its environment. */
function run(...args: string[]) {
  const child = spawn(process.execPath, [RUN_SOURCE, MAIN, ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: directory },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const said = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text
  })
  return { child, said, exited: once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string) }
}

async function untilSaid(said: { stdout: string; stderr: string }, words: RegExp): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const found = words.exec(said.stdout)?.[0]
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error(`It never said ${words}: ${said.stdout}${said.stderr}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('a start that is refused', () => {
  test.each([
    [['--nonsense'], "Unknown option '--nonsense': portolan --help lists what there is."],
    [['--port', 'http'], '--port needs a port between 0 and 65535 (0 picks a free one), not "http".'],
    [['--kubeconfig', '/nowhere/config'], /^[^\n]*\/nowhere\/config[^\n]*$/],
    [['--context', 'none'], /^[^\n]*"none"[^\n]*$/],
    [['--demo', '--data-dir', '/dev/null/log'], /^[^\n]*\/dev\/null\/log[^\n]*choose another --data-dir\.$/],
  ])(
    '%j: one sentence on stderr, exit code 2, nothing written',
    async (args, sentence) => {
      const { said, exited } = run('--port', '0', ...args)
      expect(await exited).toBe(2)
      expect(said.stderr.trimEnd()).toMatch(sentence)
      expect(said.stderr.trimEnd().split('\n')).toHaveLength(1)
      expect(said.stdout).not.toContain('listens')
      expect(readdirSync(directory)).toEqual([])
    },
    PATIENCE_MS,
  )

  test(
    'a kubeconfig that is none',
    async () => {
      const file = path.join(directory, 'broken')
      writeFileSync(file, '{ this: is: not')
      const { said, exited } = run('--port', '0', '--kubeconfig', file)
      expect([await exited, said.stderr.includes(file), readdirSync(directory)]).toEqual([2, true, ['broken']])
    },
    PATIENCE_MS,
  )

  test(
    'a port that is taken',
    async () => {
      const other = createServer().listen(0, '127.0.0.1')
      await once(other, 'listening')
      const { port } = other.address() as AddressInfo
      const { said, exited } = run('--demo', '--port', String(port))
      expect(await exited).toBe(2)
      other.close()
      expect(said.stderr).toBe(
        `Port ${port} of 127.0.0.1 is taken: end the program that has it, or choose another --port.\n`,
      )
      expect(readdirSync(directory)).toEqual([])
    },
    PATIENCE_MS,
  )

  test(
    'a log that another Portolan writes',
    async () => {
      const log = path.join(directory, 'log')
      const first = run('--demo', '--port', '0', '--data-dir', log)
      await untilSaid(first.said, /listens on/)
      const second = run('--demo', '--port', '0', '--data-dir', log)
      expect(await second.exited).toBe(2)
      expect(second.said.stderr).toMatch(/is being written by another Portolan.*--data-dir\.\n$/)
    },
    PATIENCE_MS,
  )
})

test(
  '--help and --version are printed, and nothing starts',
  async () => {
    const [help, version] = [run('--help'), run('--version')]
    expect([await help.exited, await version.exited]).toEqual([0, 0])
    expect(help.said.stdout).toContain('Usage: portolan')
    expect(version.said.stdout).toBe(`${VERSION}\n`)
  },
  PATIENCE_MS,
)

/** Asks until something is recorded. */
async function recorded(url: string): Promise<Status> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const answer = await fetch(`${url}/api/v1/status`)
    const status = answer.ok ? ((await answer.json()) as Status) : undefined
    if (status !== undefined && status.seq > 0) return status
    if (Date.now() > deadline) throw new Error('Nothing was recorded')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test(
  'without a cluster the demo is shown and said, in a place of its own; SIGTERM ends it soon, and the log goes on',
  async () => {
    const first = run('--port', '0')
    const { seq, mode, demo } = await recorded(await untilSaid(first.said, /http:\/\/127\.0\.0\.1:\d+/))
    expect([mode, demo]).toEqual([
      'demo',
      { chapter: expect.any(String), id: expect.any(String), subject: expect.any(String) },
    ])
    expect(first.said.stdout).toContain('its built-in demo cluster, because no cluster is configured')
    const from = performance.now()
    first.child.kill('SIGTERM')
    expect([await first.exited, first.said.stderr]).toEqual([0, ''])
    expect(performance.now() - from).toBeLessThan(20_000)
    expect(existsSync(path.join(directory, '.local/share/portolan/demo/portolan.db'))).toBe(true)
    const second = run('--port', '0')
    const status = await recorded(await untilSaid(second.said, /http:\/\/127\.0\.0\.1:\d+/))
    expect(status.seq).toBeGreaterThanOrEqual(seq)
  },
  PATIENCE_MS,
)

/** What SQLite wrote behind the header of a file is not what it was. */
function overwrite(file: string, headerBytes: number): void {
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, Buffer.alloc(statSync(file).size - headerBytes, 0x5a), 0, undefined, headerBytes)
  closeSync(descriptor)
}

test(
  'a log that is damaged while it is recorded ends the program; the next start moves it aside, says so, and records anew',
  async () => {
    const log = path.join(directory, 'log')
    const first = run('--demo', '--port', '0', '--data-dir', log)
    const url = await untilSaid(first.said, /http:\/\/127\.0\.0\.1:\d+/)
    await recorded(url)
    overwrite(path.join(log, 'portolan.db-wal'), 32)
    overwrite(path.join(log, 'portolan.db'), 4_096)
    const asked = setInterval(() => fetch(`${url}/api/v1/changes?limit=1000`).catch(() => undefined), 200)
    expect(await first.exited).toBe(1)
    clearInterval(asked)
    expect(first.said.stderr).toMatch(
      /^Portolan cannot record any more: .*portolan\.db is damaged: .* moved aside when Portolan is started again, and a new log is begun\.\n$/,
    )

    const second = run('--demo', '--port', '0', '--data-dir', log)
    const { store } = await recorded(await untilSaid(second.said, /http:\/\/127\.0\.0\.1:\d+/))
    expect(store.recovered?.movedTo).toMatch(/portolan\.db\.damaged-\d{8}T\d{6}Z$/)
    expect(existsSync(store.recovered?.movedTo ?? '')).toBe(true)
    expect(second.said.stdout).toContain('The log was damaged; it was moved aside, and a new one is begun.')
  },
  2 * PATIENCE_MS,
)
