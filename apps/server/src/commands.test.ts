import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { Status, Topology } from '@portolan/contract'
import { openHistory } from '@portolan/history-store'
import { systemClock } from '@portolan/pipeline'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recordHarbour } from './testing/harbour.ts'
import { CLUSTER, HarbourLog } from './testing/harbour-bundle.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const RUN_SOURCE = fileURLToPath(new URL('../../../packages/tooling/src/sources/run-source.mjs', import.meta.url))
/** Each test starts the program from its source, up to three times, perhaps on a busy machine. */
const PATIENCE_MS = 180_000
const FILE = 'incident.portolan.gz'

let log: HarbourLog
let temporary = ''
let tests = 0
const children: ChildProcess[] = []
beforeAll(async () => {
  log = await HarbourLog.record()
  writeFileSync(path.join(log.directory, 'cluster.json'), JSON.stringify(CLUSTER))
}, PATIENCE_MS)
beforeEach(() => {
  temporary = path.join(log.directory, `tmp-${++tests}`)
  mkdirSync(temporary)
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => log.close())

/** The program from its source, in a directory for temporary files of its own. */
function run(...args: string[]) {
  const child = spawn(process.execPath, [RUN_SOURCE, MAIN, ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: temporary, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const stdout: Buffer[] = []
  const said = {
    stderr: '',
    get stdout() {
      return Buffer.concat(stdout)
    },
  }
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text
  })
  return { child, said, exited: once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string) }
}

const exporting = (...args: string[]) => run('export', '--data-dir', log.directory, ...args)
/** Temporary logs of bundles. */
const leftBehind = () => readdirSync(temporary).filter((name) => name.startsWith('portolan-'))

async function urlOf(said: { readonly stdout: Buffer; readonly stderr: string }): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said.stdout.toString())?.[0]
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error(`It never said where it listens: ${said.stdout}${said.stderr}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('portolan export', () => {
  test(
    'writes a log that another process has open, to standard output; a kubeconfig nobody needs may be broken',
    async () => {
      mkdirSync(path.join(temporary, '.kube'))
      writeFileSync(path.join(temporary, '.kube/config'), '{ this: is: not')
      const { said, exited } = exporting('--from', 'seq:1500')
      expect([await exited, said.stderr]).toEqual([0, ''])
      const [header = '', ...lines] = gunzipSync(said.stdout).toString().trimEnd().split('\n')
      expect(JSON.parse(header)).toMatchObject({
        cluster: { name: 'harbour', server: 'https://10.0.0.1:6443', version: null },
        from: { seq: 1_500, at: log.timeOf(1_500) },
        to: { seq: log.harbour.changes.length, at: log.timeOf(log.harbour.changes.length) },
      })
      expect(lines.filter((line) => line.startsWith('{"change"'))).toHaveLength(log.harbour.changes.length - 1_500)
      expect(lines.filter((line) => line.includes('"visibility":"observed"'))).toHaveLength(27)
    },
    PATIENCE_MS,
  )

  test(
    'to a file says what it holds',
    async () => {
      const file = path.join(temporary, FILE)
      const { said, exited } = exporting('--from', log.timeOf(1_500), '--to', 'seq:1550', '--output', file)
      expect([await exited, said.stderr]).toEqual([0, ''])
      const stretch = `from ${log.timeOf(1_500)} to ${log.timeOf(1_550)}`
      expect(said.stdout.toString()).toMatch(
        new RegExp(`${FILE} holds \\d+ objects and \\d+ changes ${stretch}\\.\\n$`),
      )
      expect(readdirSync(temporary)).toContain(FILE)
      expect(statSync(file).mode & 0o777).toBe(0o600)
    },
    PATIENCE_MS,
  )

  test(
    'from longer ago than there has been a log begins where that does, and says so',
    async () => {
      const { said, exited } = exporting('--from', '-9999d', '--to', 'seq:50')
      expect(await exited).toBe(0)
      const begins = log.timeOf(1)
      expect(said.stderr).toBe(`There has not been a log for so long: the bundle begins where it does, at ${begins}.\n`)
      const [header = ''] = gunzipSync(said.stdout).toString().split('\n')
      expect(JSON.parse(header)).toMatchObject({ from: { at: begins }, to: { seq: 50 } })
    },
    PATIENCE_MS,
  )

  test.each([
    [['--from', '0'], /^from lies before the log, which begins at .* \(seq:1\): choose a later from\.\n$/],
    [['--from', 'seq:99999'], /^from is seq:99999, which has not been written yet: the log ends at seq:\d+\.\n$/],
    [['--from', 'seq:1500', '--to', 'seq:1400'], /^A bundle from .* would end before it begins: .*\.\n$/],
    [
      ['--from', 'seq:1', '--output', '/nowhere/bundle'],
      /^\/nowhere\/bundle.* cannot be written: choose another --output\.\n$/,
    ],
    [['--from', 'seq:1', '--data-dir', '/nowhere/log'], /^There is no log in \/nowhere\/log; .*\n$/],
  ])(
    '%j is refused with one sentence, and nothing is written',
    async (args, sentence) => {
      const { said, exited } = exporting(...args)
      expect([await exited, said.stdout.length]).toEqual([2, 0])
      expect(said.stderr).toMatch(sentence)
      expect(readdirSync(temporary)).toEqual([])
    },
    PATIENCE_MS,
  )

  test(
    'says so where nobody reads it to its end',
    async () => {
      const { child, said, exited } = exporting('--from', 'seq:1')
      child.stdout?.destroy()
      expect(await exited).toBe(2)
      expect(said.stderr).toBe('Whoever read the bundle stopped before it was whole: export it again.\n')
    },
    PATIENCE_MS,
  )
})

describe('portolan open', () => {
  test(
    'serves a bundle without a cluster; SIGTERM ends it, and nothing of it is left',
    async () => {
      const file = path.join(temporary, FILE)
      copyFileSync(await log.cut({ from: { seq: 1_300 } }), file)
      const { child, said, exited } = run('open', file, '--port', '0')
      const url = await urlOf(said)
      const status = (await (await fetch(`${url}/api/v1/status`)).json()) as Status
      const { mode, bundle, recording, now } = status
      const end = log.timeOf(log.harbour.changes.length)
      expect([mode, recording, now]).toEqual(['bundle', 'ended', end])
      expect(bundle).toMatchObject({
        fileName: FILE,
        from: log.timeOf(1_300),
        to: end,
        namespaces: null,
        redacted: false,
      })
      expect((await fetch(`${url}/readyz`)).status).toBe(200)
      const topology = (await (await fetch(`${url}/api/v1/topology`)).json()) as Topology
      expect(topology).toEqual(await log.app.read<Topology>('/api/v1/topology'))
      expect(leftBehind()).toHaveLength(1)
      child.kill('SIGTERM')
      expect([await exited, said.stderr, leftBehind()]).toEqual([0, '', []])
      expect(existsSync(file)).toBe(true)
    },
    PATIENCE_MS,
  )

  test(
    'removes what one that was killed has left behind, and nothing that is in use or may be soon',
    async () => {
      const file = path.join(temporary, FILE)
      copyFileSync(await log.cut({ from: { seq: 1_300 } }), file)
      const killed = run('open', file, '--port', '0')
      await urlOf(killed.said)
      const [lost = ''] = leftBehind()
      const used = run('open', file, '--port', '0')
      await urlOf(used.said)
      killed.child.kill('SIGKILL')
      await killed.exited
      const young = mkdtempSync(path.join(temporary, 'portolan-bundle-'))
      const inUse = leftBehind().find((name) => name !== lost && name !== path.basename(young)) ?? ''
      for (const name of [lost, inUse]) utimesSync(path.join(temporary, name), 0, 0)
      const next = run('open', file, '--port', '0')
      await urlOf(next.said)
      expect(leftBehind()).toHaveLength(3)
      expect(leftBehind()).not.toContain(lost)
      for (const { child, exited } of [used, next]) {
        child.kill('SIGTERM')
        await exited
      }
      expect(leftBehind()).toEqual([path.basename(young)])
    },
    PATIENCE_MS,
  )

  test(
    'refuses a bundle that was cut short with one sentence, and leaves nothing behind',
    async () => {
      const file = path.join(temporary, FILE)
      const whole = readFileSync(await log.cut({ from: { seq: 1_300 } }))
      writeFileSync(file, whole.subarray(0, whole.length - 100))
      const { said, exited } = run('open', file, '--port', '0')
      expect([await exited, said.stdout.toString(), leftBehind()]).toEqual([2, '', []])
      expect(said.stderr).toBe(`${FILE} was cut short: its end is missing; copy or export it again.\n`)
    },
    PATIENCE_MS,
  )
})

/** A page in the middle of it is overwritten. */
async function aDamagedLog(): Promise<string> {
  const directory = path.join(temporary, 'damaged')
  const history = await openHistory({ directory, clock: systemClock })
  await recordHarbour(log.harbour, history.writer)
  await history.close()
  const file = path.join(directory, 'portolan.db')
  const bytes = readFileSync(file)
  const middle = 4_096 * Math.floor(bytes.length / 8_192)
  writeFileSync(file, bytes.fill(0xab, middle, middle + 4_096))
  return directory
}

describe('portolan check', () => {
  test(
    'ends with 0 where the log is sound, and with 1 and what it found where it is not',
    async () => {
      const sound = run('check', '--data-dir', log.directory)
      expect([await sound.exited, sound.said.stderr]).toEqual([0, ''])
      const { length } = log.harbour.changes
      const { directory } = log
      expect(sound.said.stdout.toString()).toBe(
        `The log in ${directory} is sound. Changes 1 to ${length} were checked.\n`,
      )
      const { said, exited } = run('check', '--data-dir', await aDamagedLog())
      expect([await exited, said.stderr]).toEqual([1, ''])
      expect(said.stdout.toString()).toMatch(
        /^file-damaged: .*\n(?:.*\n)*The log in .* is not sound: \d+ findings?.*\.\n$/,
      )
    },
    PATIENCE_MS,
  )
})
