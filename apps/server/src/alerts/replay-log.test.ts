import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { AlertPreview } from '@portolan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { HarbourLog } from '../testing/harbour-bundle.ts'
import { replayLog } from './replay-log.ts'

let log: HarbourLog
const directory = mkdtempSync(path.join(tmpdir(), 'portolan-replay-'))
beforeAll(async () => {
  log = await HarbourLog.record()
}, 120_000)
afterAll(async () => {
  await log.close()
  rmSync(directory, { recursive: true })
})

async function replayed(...flags: string[]): Promise<string> {
  return replayedUntil(new AbortController().signal, ...flags)
}

async function replayedUntil(signal: AbortSignal, ...flags: string[]): Promise<string> {
  const argv = ['alerts', 'replay', '--data-dir', log.directory, ...flags]
  const invocation = readConfig({ argv, env: {} })
  if (invocation.action !== 'alerts') throw new Error('expected a replay')
  const output = new PassThrough()
  await replayLog(invocation.config, { output, signal })
  output.end()
  return text(output)
}

test('alerts replay tells what the recorded harbour would have raised, with causes and how many messages', async () => {
  const lines = (await replayed()).trimEnd().split('\n')
  expect(lines.filter((line) => line.includes('Service shop/api has no ready endpoint'))[0]).toMatch(
    /^\S+Z {2}raised {4}(critical|error) +Service shop\/api has no ready endpoint\. Cause: /,
  )
  expect(lines.join('\n')).not.toMatch(/Service shop\/(db|nginx-app)/)
  expect(lines.at(-1)).toMatch(
    /^\d+ alerts from \S+ to \S+ \(seq \d+\), \d+ messages to each receiver of everything\.$/,
  )
})

test('the same as JSON; other thresholds are tried with a file before anybody keeps them', async () => {
  const rules = path.join(directory, 'rules.yaml')
  const all = JSON.parse(await replayed('--json')) as AlertPreview
  expect(all.alerts.map(({ detector }) => detector)).toContain('zero-endpoints')
  writeFileSync(rules, 'rules: [{ id: never, name: Never, detector: zero-endpoints, enabled: false }]')
  const fewer = JSON.parse(await replayed('--json', '--alert-rules', rules)) as AlertPreview
  expect(fewer.alerts.map(({ id }) => id)).toEqual(
    all.alerts.filter(({ detector }) => detector !== 'zero-endpoints').map(({ id }) => id),
  )
  const nothing = JSON.parse(await replayed('--json', '--to', 'seq:1')) as AlertPreview
  expect(nothing).toMatchObject({ alerts: [], notifications: 0 })
})

test.each([
  ['seq:99999', []],
  ['2099-01-01T00:00:00Z', []],
  ['seq:1500', ['--to', 'seq:1400']],
])('a replay from %s %j that ends before it begins is refused', async (from, more) => {
  await expect(replayed('--from', from, ...more)).rejects.toMatchObject({
    name: 'StartRefusedError',
    message: expect.stringMatching(/^The replay would end before it begins, at .*Z: choose an earlier --from, .*\.$/),
  })
})

test('a replay from before the log begins where that does; one to after its end ends there', async () => {
  const [all, wider] = [await replayed('--json'), await replayed('--json', '--from', '0', '--to', 'seq:99999')]
  expect(JSON.parse(wider)).toEqual(JSON.parse(all))
})

test('a replay that is ended says so in one sentence', async () => {
  await expect(replayedUntil(AbortSignal.abort())).rejects.toMatchObject({
    name: 'StartRefusedError',
    message: 'The replay was ended before it was through: start it again.',
  })
})
