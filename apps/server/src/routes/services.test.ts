import type { Ledger, Problem, ServiceDetail, ServicesPage } from '@portolan/contract'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { anIngress, aPod, aService, aSlice } from '../testing/objects.ts'
import { TestApp } from '../testing/test-app.ts'
import { World } from '../testing/world.ts'

let app: TestApp | undefined
afterEach(() => app?.close())

/** Service web: two endpoints at first, then web-1 flips, leaves, and web-3 joins. Ten seconds between each. */
async function appOverWeb(): Promise<TestApp> {
  const world = new World()
  world.putInitially(aService('web'), aPod('web-1'), aPod('web-2'), anIngress('edge', { service: 'web' }))
  world.putInitially(aSlice('web', { 'web-1': 'ready', 'web-2': 'ready' }), aService('api', { namespace: 'other' }))
  app = await TestApp.over({ world })
  for (const states of [
    { 'web-1': 'unready', 'web-2': 'ready' },
    { 'web-1': 'terminating', 'web-2': 'unready' },
    { 'web-2': 'ready', 'web-3': 'ready' },
  ] as const) {
    world.clock.time += 10_000
    world.put(aSlice('web', states))
  }
  return app
}

describe('GET /services', () => {
  test('each row has counts, revisions, health with its reason, and the churn of five minutes', async () => {
    const { items, next, ...place } = await (await appOverWeb()).read<ServicesPage>('/api/v1/services')
    expect(next).toBeUndefined()
    expect(place).toMatchObject({ seq: 9, at: '2026-11-21T01:00:30.009Z', coverage: { gaps: [] } })
    expect(items.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual(['other/api', 'shop/web'])
    expect(items[1]).toEqual({
      key: 'Service/shop/web',
      namespace: 'shop',
      name: 'web',
      type: 'ClusterIP',
      clusterIP: '10.96.0.10',
      dns: 'web.shop.svc.cluster.local',
      ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }],
      endpoints: { ready: 2, unready: 0, terminating: 0, total: 2 },
      byRevision: [
        { revision: '7f9c4d', ready: 1, unready: 0, terminating: 0 },
        { revision: null, ready: 1, unready: 0, terminating: 0 },
      ],
      churn: 5,
      health: 'ok',
      reason: 'all-ready',
      isRouted: true,
    })
  })

  test('churn counts joins, leaves and flips, grows old, and is the same live and from the ledger', async () => {
    const { read, get, world } = bound(await appOverWeb())
    const churn = async (query = '') =>
      (await read<ServicesPage>(`/api/v1/services?namespace=shop${query}`)).items[0]?.churn
    expect([await churn(), await churn('&at=seq:9'), await churn('&at=seq:8'), await churn('&at=seq:6')]).toEqual([
      5, 5, 2, 0,
    ])
    const { headers } = await get('/api/v1/services')
    expect((await get('/api/v1/services', { 'if-none-match': String(headers.etag) })).statusCode).toBe(304)
    world.clock.time += 290_000
    expect((await get('/api/v1/services', { 'if-none-match': String(headers.etag) })).statusCode).toBe(200)
    expect([await churn(), await churn(`&at=${world.clock.time}`)]).toEqual([3, 3])
    world.clock.time += 10_000
    expect([await churn(), await churn(`&at=${world.clock.time}`)]).toEqual([0, 0])
    expect((await get('/api/v1/services')).headers.etag).toBe('W/"9"')
  })

  test('churn outlives a restart', async () => {
    const { world } = await appOverWeb()
    await app?.close()
    app = await TestApp.over({ world })
    const { get, read } = bound(app)
    await vi.waitFor(async () => expect((await get('/api/v1/services')).headers.etag).not.toBe('W/"9"'), {
      timeout: 60_000,
    })
    world.put(aSlice('web', { 'web-2': 'ready' }))
    const churn = async () => (await read<ServicesPage>('/api/v1/services?namespace=shop')).items[0]?.churn
    expect(await churn()).toBe(6)
    world.clock.time += 300_000 - 1
    expect(await churn()).toBe(1)
  })

  test('pages by namespace and name, filtered by words', async () => {
    const world = new World()
    for (const name of ['b', 'a', 'c', 'web-x']) world.put(aService(name), aService(name, { namespace: 'alpha' }))
    app = await TestApp.over({ world })
    const pages: string[][] = []
    let cursor = ''
    do {
      const page = await app.read<ServicesPage>(`/api/v1/services?limit=3${cursor}`)
      pages.push(page.items.map(({ namespace, name }) => `${namespace}/${name}`))
      cursor = page.next === undefined ? '' : `&cursor=${page.next}`
    } while (cursor !== '')
    expect(pages).toEqual([
      ['alpha/a', 'alpha/b', 'alpha/c'],
      ['alpha/web-x', 'shop/a', 'shop/b'],
      ['shop/c', 'shop/web-x'],
    ])
    const found = await app.read<ServicesPage>('/api/v1/services?q=WEB%20shop')
    expect(found.items.map(({ key }) => key)).toEqual(['Service/shop/web-x'])
  })

  test('a page of the past has the churn of every row, however many there are', async () => {
    const world = new World()
    const names = Array.from({ length: 40 }, (_, index) => `s-${index + 10}`)
    for (const name of names) world.put(aService(name), aSlice(name, { [`${name}-1`]: 'ready' }))
    world.clock.time += 60_000
    app = await TestApp.over({ world })
    const { items } = await app.read<ServicesPage>('/api/v1/services?at=seq:80')
    expect(items.map(({ name, churn }) => [name, churn])).toEqual(names.map((name) => [name, 1]))
  })
})

describe('GET /services/{namespace}/{name}', () => {
  test('has all of the row, and exposure, slices, endpoints and the routes that lead here', async () => {
    const { read } = bound(await appOverWeb())
    const detail = await read<ServiceDetail>('/api/v1/services/shop/web')
    expect(detail).toMatchObject({
      seq: 9,
      at: '2026-11-21T01:00:30.009Z',
      churn: 5,
      selector: { app: 'web' },
      exposure: [{ via: 'ClusterIP', address: '10.96.0.10', port: 80, protocol: 'TCP', trafficPolicy: 'Cluster' }],
      slices: [{ name: 'web-x1', addressType: 'IPv4', managedBy: null, origin: 'by-hand', endpoints: 2 }],
      routes: [
        {
          from: 'Ingress/shop/edge',
          host: 'shop.example.com',
          path: '/',
          pathType: 'Prefix',
          port: 80,
          state: 'resolved',
        },
      ],
      findings: expect.any(Array),
    })
    expect(detail.endpointList.map(({ pod, state, revision }) => [pod, state, revision])).toEqual([
      ['shop/web-2', 'ready', '7f9c4d'],
      ['shop/web-3', 'ready', null],
    ])
  })

  test('is answered for the past, and not-observed where it was not', async () => {
    const { read, get, world } = bound(await appOverWeb())
    world.remove(aService('web'))
    expect(await read<ServiceDetail>('/api/v1/services/shop/web?at=seq:8')).toMatchObject({
      seq: 8,
      endpoints: { ready: 0, unready: 1, terminating: 1 },
      health: 'error',
    })
    for (const [url, words] of [
      ['/api/v1/services/shop/web', /Service shop\/web was not observed: there is none now\./],
      ['/api/v1/services/shop/none?at=seq:8', /there is none at that instant\./],
    ] as const) {
      const problem = (await get(url)).json<Problem>()
      expect([problem.status, problem.code]).toEqual([404, 'not-observed'])
      expect(problem.detail).toMatch(words)
    }
  })
})

describe('GET /services/{namespace}/{name}/ledger', () => {
  test('has every interval, the windows without a ready endpoint, and counts that follow from them', async () => {
    const ledger = await (await appOverWeb()).read<Ledger>('/api/v1/services/shop/web/ledger')
    expect(ledger).toMatchObject({
      namespace: 'shop',
      name: 'web',
      from: null,
      to: '2026-11-21T01:00:30.009Z',
      seq: 9,
      counts: { added: 1, removed: 1, becameReady: 2, becameUnready: 2 },
      zeroReady: [{ from: '2026-11-21T01:00:20.008Z', fromSeq: 8, to: '2026-11-21T01:00:30.009Z', toSeq: 9 }],
      coverage: 1,
      gaps: [],
    })
    expect(ledger.intervals.map(({ pod, state, fromSeq, toSeq }) => [pod, state, fromSeq, toSeq])).toEqual([
      ['shop/web-1', 'ready', 5, 7],
      ['shop/web-2', 'ready', 5, 8],
      ['shop/web-1', 'unready', 7, 8],
      ['shop/web-1', 'terminating', 8, 9],
      ['shop/web-2', 'unready', 8, 9],
      ['shop/web-2', 'ready', 9, null],
      ['shop/web-3', 'ready', 9, null],
    ])
  })

  test('a range cuts, by time or by seq', async () => {
    const { read } = bound(await appOverWeb())
    const byTime = await read<Ledger>(
      '/api/v1/services/shop/web/ledger?from=2026-11-21T01:00:15Z&to=2026-11-21T01:00:25Z',
    )
    expect(byTime).toMatchObject({
      from: '2026-11-21T01:00:15.000Z',
      to: '2026-11-21T01:00:25.000Z',
      counts: { added: 0, removed: 0, becameReady: 0, becameUnready: 1 },
    })
    const bySeq = await read<Ledger>('/api/v1/services/shop/web/ledger?from=seq:8&to=seq:8')
    expect(bySeq).toMatchObject({ from: '2026-11-21T01:00:20.008Z', to: '2026-11-21T01:00:20.009Z' })
  })

  test('time that nobody watched lowers the coverage; gaps of other kinds and namespaces do not', async () => {
    const { read, world } = bound(await appOverWeb())
    const start = Date.parse('2026-11-21T01:00:00Z')
    world.gaps.push({ kind: 'EndpointSlice', from: start + 10_000, to: start + 15_000, reason: 'expired' })
    world.gaps.push({ kind: 'Service', from: start + 12_000, to: start + 20_000, reason: 'expired' })
    world.gaps.push({ kind: 'Pod', from: start, to: start + 20_000, reason: 'expired' })
    world.gaps.push({ kind: 'Service', namespace: 'other', from: start, to: start + 20_000, reason: 'denied' })
    const ledger = await read<Ledger>(
      '/api/v1/services/shop/web/ledger?from=2026-11-21T01:00:00.001Z&to=2026-11-21T01:00:20.001Z',
    )
    expect([ledger.coverage, ledger.gaps.length]).toEqual([0.5, 2])
  })

  test('nobody watched before the log begins', async () => {
    const { read } = bound(await appOverWeb())
    const coverageOf = async (range: string) =>
      (await read<Ledger>(`/api/v1/services/shop/web/ledger?${range}`)).coverage
    expect(await coverageOf('from=2026-11-21T00:59:50.001Z&to=2026-11-21T01:00:10.001Z')).toBe(0.5)
    expect(await coverageOf('from=2001-01-01T00:00:00Z&to=2001-01-02T00:00:00Z')).toBe(0)
  })

  test('is there for a Service that went; a Service that never was is not-observed', async () => {
    const { read, get, world } = bound(await appOverWeb())
    world.remove(aSlice('web', {}), aService('web'))
    const { intervals } = await read<Ledger>('/api/v1/services/shop/web/ledger')
    expect(intervals.every(({ to }) => to !== null)).toBe(true)
    const unused = await read<Ledger>('/api/v1/services/other/api/ledger')
    expect(unused).toMatchObject({ intervals: [], counts: { added: 0 } })
    expect((await get('/api/v1/services/shop/none/ledger')).json<Problem>()).toMatchObject({
      status: 404,
      code: 'not-observed',
    })
    expect((await get('/api/v1/services/shop/web/ledger?from=seq:8&to=seq:2')).json<Problem>().code).toBe('bad-request')
  })

  test('a range that ends before it begins is refused, also within a millisecond', async () => {
    const { get, world } = bound(await appOverWeb())
    for (const change of world.log.slice(-2)) Object.assign(change, { observedAt: world.clock.time })
    const problem = (await get('/api/v1/services/shop/web/ledger?from=seq:9&to=seq:8')).json<Problem>()
    expect([problem.code, problem.detail]).toEqual(['bad-request', 'from=seq:9 lies after to=seq:8: swap them.'])
    expect((await get('/api/v1/services/shop/web/ledger?from=seq:8&to=seq:9')).statusCode).toBe(200)
  })
})

function bound(over: TestApp) {
  return { get: over.get.bind(over), read: over.read.bind(over), world: over.world }
}
