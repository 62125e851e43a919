import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { RuleBook } from '@portolan/domain'
import { openAlerts } from '@portolan/history-store'
import { afterEach, expect, test } from 'vitest'
import { CrashStory, STORY_BEGAN } from '../../test/crash-story.ts'
import { replayAlerts } from './replay-alerts.ts'

const PROGRAM = fileURLToPath(new URL('../../test/alerting-process.ts', import.meta.url))
const RUN_SOURCE = fileURLToPath(new URL('../../../../packages/tooling/src/sources/run-source.mjs', import.meta.url))
/** Several at a time, each of its own: what a process costs is its start. */
const LANES = 4
const KILLS = 100
/** On a busy machine it is fewer, but not before each died so often. */
const KILLING_MS = 40_000
const LEAST_DEATHS = 2
/** A receiver that hangs is given up after ten seconds. */
const TELLING_MS = 150_000
/** In a second of ours the story raises an alert, tells of it and ends it. */
const LONGEST_LIFE_MS = 500

const directories: string[] = []
const children = new Set<ChildProcess>()
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  for (const directory of directories) rmSync(directory, { recursive: true, force: true })
})

interface Told {
  readonly key: string
  readonly kind: string
  readonly alerts: readonly string[]
}

test('alerts and messages survive kill -9 at any moment: each alert is told of, in order, a repeated message says so, and what is kept is what the log yields', async () => {
  const until = Date.now() + KILLING_MS
  await Promise.all(Array.from({ length: LANES }, () => surviveKills({ atMost: KILLS / LANES, until })))
}, 300_000)

/** One installation whose process dies again and again. */
async function surviveKills({ atMost, until }: { readonly atMost: number; readonly until: number }): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'portolan-crashes-'))
  directories.push(directory)
  const told: Told[] = []
  const hook = await receiver(told)
  const raised = new Set<string>()
  const startedAt = Date.now()
  const start = () => startProcess([directory, hook.url, String(startedAt)], raised)
  let kills = 0
  for (; kills < LEAST_DEATHS || (kills < atMost && Date.now() < until); kills += 1) {
    const child = start()
    await heard(child)
    await setTimeout(Math.random() * LONGEST_LIFE_MS)
    await killed(child)
  }
  // What the last process raises itself may be on its way when it ends.
  const due = [...raised]
  const last = start()
  const before = Date.now() + TELLING_MS
  const isTold = (id: string) => told.some(({ kind, alerts }) => kind !== 'resolved' && alerts.includes(id))
  while (!due.every(isTold) && Date.now() < before) await setTimeout(50)
  await killed(last)
  await hook.close()

  expect(due.length).toBeGreaterThan(0)
  expect(due.filter((id) => !isTold(id))).toEqual([])
  const first = [...new Map(told.map((message) => [message.key, message])).values()]
  expect(numbersByIncident(first)).toEqual(
    numbersByIncident(first).map((numbers) => [...numbers].sort((a, b) => a - b)),
  )
  await expectKeptAsReplayed(directory, raised)
}

/** Every transition that the log yields is kept, once, and no other. */
async function expectKeptAsReplayed(directory: string, raised: ReadonlySet<string>): Promise<void> {
  const { store } = openAlerts({ directory, clock: Date })
  const { evaluatedAt } = await store.restore()
  const kept = await store.alerts({ detectors: ['zero-endpoints'], limit: 10_000 })
  const ids = kept.map(({ alert }) => alert.id)
  expect(ids).toEqual(expect.arrayContaining([...raised]))
  const timelines = await Promise.all(ids.map((id) => store.alert(id)))
  await store.close()
  const moments = timelines.flatMap((found) =>
    (found?.timeline ?? []).map(({ type, at, because }) => `${at} ${type} ${found?.alert.id} ${because ?? ''}`),
  )
  const story = new CrashStory()
  story.tellUntil(evaluatedAt)
  const { transitions } = await replayAlerts({
    ...{ reader: story.world.reader, from: STORY_BEGAN, to: evaluatedAt, maxChanges: Number.POSITIVE_INFINITY },
    rules: new RuleBook([]),
    visibilityOf: () => 'observed',
  })
  const replayed = transitions
    .filter(({ alert }) => alert.detector === 'zero-endpoints')
    .map((transition) => {
      const { type, at, alert } = transition
      return `${at} ${type} ${alert.id} ${transition.type === 'resolved' ? transition.because : ''}`
    })
  // A log is judged from the first start on; what was due in the last moments is judged by the process that follows.
  const from = Math.min(...moments.map(timeIn)) + 900_000
  const isJudged = (moment: string) => timeIn(moment) > from && timeIn(moment) < evaluatedAt - 10_000
  const expected = replayed.filter(isJudged).sort()
  expect(moments.filter(isJudged).sort()).toEqual(expected)
}

const timeIn = (moment: string): number => Number.parseInt(moment, 10)

/** Of each incident, the places of its messages in their order, as they came. */
function numbersByIncident(told: readonly Told[]): number[][] {
  const places = new Map<string, number[]>()
  for (const { key } of told) {
    const cut = key.lastIndexOf('/')
    places.set(key.slice(0, cut), [...(places.get(key.slice(0, cut)) ?? []), Number(key.slice(cut + 1))])
  }
  return [...places.values()]
}

function startProcess(args: readonly string[], raised: Set<string>): ChildProcess {
  const child = spawn(process.execPath, [RUN_SOURCE, PROGRAM, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  child.stdout?.setEncoding('utf8').on('data', (lines: string) => {
    for (const id of lines.split('\n')) if (id.includes('/')) raised.add(id)
  })
  return child
}

/** It is at work: it said something. */
function heard(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.stdout?.once('data', () => resolve()))
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
  children.delete(child)
}

/** Takes most, but not at once; refuses some for now, hangs on some, and dies in the middle of some. */
async function receiver(told: Told[]): Promise<{ url: string; close(): Promise<void> }> {
  let requests = 0
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as { kind: string; idempotencyKey: string; alerts: { id: string }[] }
    requests += 1
    if (requests % 7 === 0) return misbehave(response, requests)
    told.push({ key: body.idempotencyKey, kind: body.kind, alerts: body.alerts.map(({ id }) => id) })
    response.end('ok')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return { url: `http://127.0.0.1:${port}/`, close }
}

function misbehave(response: ServerResponse, request: number): void {
  switch (request % 3) {
    case 0:
      response.writeHead(500).end('later')
      return
    case 1:
      response.writeHead(429, { 'retry-after': '1' }).end('slower')
      return
    default:
      response.destroy()
  }
}
