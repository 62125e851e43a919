import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openAlerts } from '@portolan/history-store'
import { afterEach, expect, test } from 'vitest'

const PROGRAM = fileURLToPath(new URL('../../test/alerting-process.ts', import.meta.url))
const RUN_SOURCE = fileURLToPath(new URL('../../../../packages/tooling/src/sources/run-source.mjs', import.meta.url))
const KILLS = 25
/** Whichever comes first. */
const KILLING_MS = 25_000

const directory = mkdtempSync(path.join(tmpdir(), 'portolan-crashes-'))
const children = new Set<ChildProcess>()
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true })
})

interface Told {
  readonly key: string
  readonly kind: string
  readonly alerts: readonly string[]
}

test('alerts and messages survive kill -9 at any moment: each alert is told of, in order, and a repeated message says so', async () => {
  const told: Told[] = []
  const hook = await receiver(told)
  const raised = new Set<string>()
  const startedAt = Date.now()
  const start = () => startProcess([hook.url, String(startedAt)], raised)
  const until = Date.now() + KILLING_MS
  let kills = 0
  for (; kills < KILLS && Date.now() < until; kills += 1) {
    const child = start()
    await heard(child)
    await setTimeout(Math.random() * 900)
    await killed(child)
  }
  const last = start()
  const before = Date.now() + 20_000
  const isTold = (id: string) => told.some(({ kind, alerts }) => kind !== 'resolved' && alerts.includes(id))
  while (![...raised].every(isTold) && Date.now() < before) await setTimeout(50)
  await killed(last)
  await hook.close()

  expect(kills).toBeGreaterThan(3)
  expect(raised.size).toBeGreaterThan(2)
  expect([...raised].filter((id) => !isTold(id))).toEqual([])
  const first = [...new Map(told.map((message) => [message.key, message])).values()]
  expect(numbersByIncident(first)).toEqual(
    numbersByIncident(first).map((numbers) => [...numbers].sort((a, b) => a - b)),
  )
  const { store } = openAlerts({ directory, clock: Date })
  const kept = (await store.alerts({ limit: 1_000 })).filter(({ alert }) => alert.detector === 'zero-endpoints')
  await store.close()
  expect(kept.map(({ alert }) => alert.id)).toEqual(expect.arrayContaining([...raised]))
}, 150_000)

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
  const child = spawn(process.execPath, [RUN_SOURCE, PROGRAM, directory, ...args], {
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
