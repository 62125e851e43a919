import type { Markers, RolloutsPage } from '@portolan/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HarbourLog } from '../testing/harbour-bundle.ts'
import { until } from '../testing/live-client.ts'
import type { TestApp } from '../testing/test-app.ts'

let log: HarbourLog
beforeAll(async () => {
  log = await HarbourLog.record()
})
afterAll(() => log.close())

/** The same question to both; times of the answer itself are part of it. */
async function expectSame(bundle: TestApp, url: string): Promise<void> {
  const [ours, theirs] = [await bundle.get(url), await log.app.get(url)]
  expect([url, ours.statusCode, ours.json()]).toEqual([url, theirs.statusCode, theirs.json()])
}

/** As soon as the log is folded into rollouts. */
async function marks(app: TestApp, from: number): Promise<Markers> {
  const { book } = app.app.logbook.log.rollouts
  await until(() => book.foldedTo === undefined, 'the log is folded')
  return app.read<Markers>(`/api/v1/markers?from=${from}&step=10000`)
}

const BEGIN = 700

describe('a bundle of everything from one change to the end', () => {
  let bundle: TestApp
  beforeAll(async () => {
    bundle = (await log.open(await log.cut({ from: { seq: BEGIN } }))).app
  })

  test('answers of the chart are those of the log it was cut from, at any instant in it', async () => {
    for (const seq of [BEGIN, BEGIN + 1, 777, 900, 1_111, 1_400, log.harbour.changes.length]) {
      for (const at of [`seq:${seq}`, log.timeOf(seq)]) {
        await expectSame(bundle, `/api/v1/topology?at=${at}`)
        await expectSame(bundle, `/api/v1/topology?at=${at}&namespace=shop&detail=services`)
        await expectSame(bundle, `/api/v1/services?at=${at}&limit=1000`)
        await expectSame(bundle, `/api/v1/objects?at=${at}&limit=1000&kind=Pod&kind=EndpointSlice`)
      }
    }
  })

  test('now is its end', async () => {
    await expectSame(bundle, '/api/v1/topology')
    await expectSame(bundle, '/api/v1/services')
    const future = await bundle.get(`/api/v1/topology?at=${log.endsAt + 1}`)
    expect([future.statusCode, future.json().code]).toEqual([400, 'instant-in-future'])
  })

  test('before its beginning nothing is known', async () => {
    const before = await bundle.get(`/api/v1/topology?at=${Date.parse(log.timeOf(BEGIN)) - 1}`)
    expect([before.statusCode, before.json().code]).toEqual([404, 'before-history'])
    expect(before.json().detail).toContain(log.timeOf(BEGIN))
  })

  test('changes, ledgers, churn and marks of the stretch are those of the log', async () => {
    const from = Date.parse(log.timeOf(BEGIN)) + 1
    await expectSame(bundle, `/api/v1/changes?after=${BEGIN}&limit=1000`)
    await expectSame(bundle, `/api/v1/changes?from=${from}&order=desc&kind=EndpointSlice&limit=500`)
    for (const range of [`from=${from}`, `from=${from + 20_000}&to=${from + 90_000}`]) {
      for (const service of ['shop/web', 'shop/api', 'kube-system/kube-dns']) {
        await expectSame(bundle, `/api/v1/services/${service}/ledger?${range}`)
      }
      await expectSame(bundle, `/api/v1/churn?${range}&step=10000`)
    }
    const [ours, theirs] = await Promise.all([bundle, log.app].map((app) => marks(app, from)))
    expect(ours?.rollouts.length).toBeGreaterThan(3)
    const begunIn = theirs?.rollouts.filter((rollout) => Date.parse(rollout.from) >= from)
    expect({ ...ours, oldestAt: null }).toEqual({ ...theirs, oldestAt: null, rollouts: begunIn })
  })

  test('has the rollouts that were requested in it, with the same ids, and tells all of each', async () => {
    await Promise.all([marks(bundle, 0), marks(log.app, 0)])
    const read = (app: TestApp) => app.read<RolloutsPage>('/api/v1/rollouts')
    const [ours, theirs] = [await read(bundle), await read(log.app)]
    expect(ours.items.length).toBeGreaterThan(3)
    expect(ours.items).toEqual(theirs.items.filter(({ requested }) => requested.seq > BEGIN))
    for (const { id } of ours.items) await expectSame(bundle, `/api/v1/rollouts/${id}`)
  })

  test('the state at its beginning is told as what was there when it began', async () => {
    const { items } = await bundle.read<{ items: { evidence: string; seq: number; observedAt: string }[] }>(
      '/api/v1/changes?limit=1',
    )
    expect(items[0]).toMatchObject({ evidence: 'initial', change: 'added', observedAt: log.timeOf(BEGIN) })
  })
})
