import { readFileSync } from 'node:fs'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Markers, RolloutDetail, RolloutsPage } from '@portolan/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { harbour, RecordedHarbour } from '../../test/recorded-harbour.ts'
import { until } from '../testing/live-client.ts'
import { MemoryArchive } from '../testing/memory-archive.ts'
import { TestApp } from '../testing/test-app.ts'

const truth: { services: Record<string, { zeroReady: [number, number | null][] }> } = JSON.parse(
  readFileSync(new URL('../../../../fixtures/recordings/harbour.truth.json', import.meta.url), 'utf8'),
)

/** What the table of the recording implies, newest first. */
const VERDICTS = [
  'shop/Deployment/api: rollback, drained: outage, 0 of 2, 1261 ms',
  'shop/Deployment/api: update, rolled-back: outage, 0 of 2, 26260 ms',
  'ingress-nginx/DaemonSet/nginx-ingress-controller: update, drained: outage, 0 of 1, 2881 ms',
  'shop/StatefulSet/db: restart, drained: hitless, 2 of 3, 0 ms',
  'shop/Deployment/api: rollback, drained: reduced, 1 of 2, 0 ms',
  'shop/Deployment/api: update, drained: outage, 0 of 2, 20 ms',
  'default/Deployment/nginx-app: update, drained: hitless, 2 of 2, 0 ms',
  'shop/Deployment/web: rollback, drained: hitless, 3 of 4, 0 ms',
  'shop/Deployment/web: update, rolled-back: stalled, 3 of 4, 0 ms',
  'shop/Deployment/web: update, drained: hitless, 3 of 4, 0 ms',
]

const summary = ({ items }: RolloutsPage) =>
  items.map(({ workload, trigger, state, verdict }) => {
    const { kind, minReady, desired, zeroReadyMs } = verdict
    const { namespace, name } = workload
    return `${namespace}/${workload.kind}/${name}: ${trigger}, ${state}: ${kind}, ${minReady} of ${desired}, ${zeroReadyMs} ms`
  })

/** All that is known of the log, once it is. */
async function allOf(app: TestApp): Promise<RolloutsPage> {
  const { log } = app.app.logbook
  await until(() => log.rollouts.book.foldedTo === undefined, 'the log is folded')
  const page = await app.read<RolloutsPage>('/api/v1/rollouts')
  expect(page.isComplete).toBe(true)
  return page
}

async function appOver(log: RecordedHarbour): Promise<TestApp> {
  const app = await TestApp.over({ isClosed: true, clock: log.clock })
  app.app.logbook.open(log)
  return app
}

describe('the rollouts of a real cluster', () => {
  let log: RecordedHarbour
  let app: TestApp
  let followed: RolloutsPage
  beforeAll(async () => {
    app = await TestApp.over({ isClosed: true })
    log = await RecordedHarbour.written((begun) => app.app.logbook.open(begun))
    followed = await allOf(app)
  })
  afterAll(async () => {
    await app.close()
    await log.close()
  })

  test('followed change by change have the verdicts their table implies', () => {
    expect(summary(followed)).toEqual(VERDICTS)
  })

  test('folded from the log afterwards are the same', async () => {
    const other = await TestApp.over({ isClosed: true, clock: log.clock })
    other.app.logbook.open({ recording: log.recording, reader: log.reader, archive: new MemoryArchive() })
    expect((await allOf(other)).items).toEqual(followed.items)
    await other.close()
  })

  test('are there after a restart, without folding the log again', async () => {
    await app.close()
    app = await appOver(log)
    expect((await allOf(app)).items).toEqual(followed.items)
  })

  test('are marks on the time bar', async () => {
    const range = `from=${harbour.startedAt}&to=${harbour.startedAt + 330_000}`
    const { rollouts } = await app.read<Markers>(`/api/v1/markers?${range}&namespace=shop`)
    const expected = followed.items.filter(({ workload }) => workload.namespace === 'shop').reverse()
    expect(rollouts).toEqual(
      expected.map(({ id, workload: { kind, namespace, name }, requestedAt, endedAt, verdict }) => ({
        id,
        workload: `${kind}/${namespace}/${name}`,
        from: requestedAt,
        to: endedAt,
        verdict: verdict.kind,
      })),
    )
  })

  test('have no endpoint exactly as long as the recording says', async () => {
    const crash = followed.items.find(({ verdict }) => verdict.zeroReadyMs > 26_000)
    const windows = crash?.services.find(({ service }) => service === 'shop/api')?.zeroReady ?? []
    const told = windows.map(({ from, to }) =>
      [from.at, to?.at].map((time) => Date.parse(time ?? '') - harbour.startedAt),
    )
    expect(truth.services['shop/api']?.zeroReady).toEqual(expect.arrayContaining(told))
    expect(told).toHaveLength(1)
  })

  test('are narrowed by namespace, workload and time, page by page', async () => {
    const read = (query: string) => app.read<RolloutsPage>(`/api/v1/rollouts?${query}`)
    expect(summary(await read('namespace=ingress-nginx'))).toEqual([VERDICTS[2]])
    for (const workload of ['Deployment/shop/web', 'shop/web', 'web&namespace=shop', 'deploy/web&namespace=shop'])
      expect(summary(await read(`workload=${workload}`))).toEqual(VERDICTS.slice(7))
    const third = followed.items[2]
    expect(summary(await read(`from=${third?.requestedAt}&to=${third?.endedAt}`))).toEqual([VERDICTS[2]])
    const first = await read('limit=4')
    const second = await read(`limit=4&cursor=${first.next}`)
    const last = await read(`limit=4&cursor=${second.next}`)
    expect([first, second, last].flatMap(summary)).toEqual(VERDICTS)
    expect(last.next).toBeUndefined()
  })

  test('one is told with the way of each Pod, and what leads to its Services', async () => {
    const [id = ''] = followed.items.filter(({ workload }) => workload.name === 'web').map((rollout) => rollout.id)
    const { pods, series, routes, ...rollout } = await app.read<RolloutDetail>(`/api/v1/rollouts/${id}`)
    expect(rollout).toMatchObject(followed.items.find((item) => item.id === id) ?? {})
    expect(pods.length).toBeGreaterThan(3)
    expect(series.map(({ service }) => service)).toEqual(rollout.services.map(({ service }) => service))
    expect(routes.map(({ object }) => object)).toContain('Ingress/shop/shop')
  })

  test('one is the same however it is packed', async () => {
    const [rollout] = followed.items
    const url = `/api/v1/rollouts/${rollout?.id}`
    const { server } = app.app
    const plain = await app.read<RolloutDetail>(url)
    for (const [accepted, encoding, unpack] of [
      ['gzip, deflate, br', 'br', brotliDecompressSync],
      ['gzip', 'gzip', gunzipSync],
      ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
      ['identity', undefined, (bytes: Buffer) => bytes],
    ] as const) {
      const headers = { host: '127.0.0.1:7678', 'accept-encoding': accepted }
      const answer = await server.inject({ url, headers })
      expect([accepted, answer.headers['content-encoding']]).toEqual([accepted, encoding])
      expect(JSON.parse(String(unpack(answer.rawPayload)))).toEqual(plain)
    }
  })

  test('at an instant are as they were then', async () => {
    const [crash] = followed.items.filter(({ verdict }) => verdict.zeroReadyMs > 26_000)
    const at = Date.parse(crash?.requestedAt ?? '') + 10_000
    const page = await app.read<RolloutsPage>(`/api/v1/rollouts?at=${at}`)
    expect(summary(page).slice(1)).toEqual(VERDICTS.slice(2))
    expect(page.items[0]).toMatchObject({
      id: crash?.id,
      endedAt: null,
      isOver: false,
      requestedAt: crash?.requestedAt,
    })
    const then = await app.read<RolloutDetail>(`/api/v1/rollouts/${crash?.id}?at=${at}`)
    expect(then).toMatchObject({ verdict: page.items[0]?.verdict, state: page.items[0]?.state })
  })

  test('an id that is none is not found', async () => {
    const answer = await app.get('/api/v1/rollouts/nobody-12')
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'not-found'])
    const [newest] = followed.items
    const early = await app.get(`/api/v1/rollouts/${newest?.id}?at=seq:${(newest?.requested.seq ?? 0) - 1}`)
    expect([early.statusCode, early.json().code]).toEqual([404, 'not-found'])
  })
})
