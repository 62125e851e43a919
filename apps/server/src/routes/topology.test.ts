import { type Problem, type Topology, timestamp } from '@portolan/contract'
import {
  anIngress as aClassedIngress,
  aDeployment,
  aService as aFullService,
  anIngressClass,
} from '@portolan/domain/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { aNode, anIngress, aPod, aService, aSlice } from '../testing/objects.ts'
import { TestApp } from '../testing/test-app.ts'
import { World } from '../testing/world.ts'

let app: TestApp | undefined
afterEach(() => app?.close())

/** shop: an Ingress to web with two Pods and to cart, which is not there; other: a Service without anything. */
async function appOverShop(): Promise<TestApp> {
  const world = new World()
  world.putInitially(aNode('node-01'), aService('web'), aPod('web-1'), aPod('web-2'))
  world.putInitially(aSlice('web', { 'web-1': 'ready', 'web-2': 'unready' }), anIngress('edge', { service: 'web' }))
  world.putInitially(anIngress('old', { service: 'cart' }), aService('api', { namespace: 'other' }))
  app = await TestApp.over({ world })
  return app
}

const keys = ({ nodes }: Topology) => nodes.map(({ key }) => key)

describe('GET /topology', () => {
  test('joins Ingress, Service, slice and Pods, and says what is named and missing', async () => {
    const topology = await (await appOverShop()).read<Topology>('/api/v1/topology?namespace=shop')
    expect(topology).toMatchObject({ at: '2026-11-21T01:00:00.008Z', seq: 8 })
    expect(keys(topology)).toEqual([
      'EndpointSlice/shop/web-x1',
      'Ingress/shop/edge',
      'Ingress/shop/old',
      'Node/-/node-01',
      'Pod/shop/web-1',
      'Pod/shop/web-2',
      'Service/shop/cart',
      'Service/shop/web',
    ])
    const missing = topology.nodes.find(({ key }) => key === 'Service/shop/cart')
    expect(missing).toEqual({
      key: 'Service/shop/cart',
      kind: 'Service',
      namespace: 'shop',
      name: 'cart',
      uid: null,
      presence: 'referenced',
      health: 'error',
      facts: {},
    })
    expect(topology.edges.filter(({ relation }) => relation === 'route')).toMatchObject([
      { from: 'Ingress/shop/edge', to: 'Service/shop/web', state: 'resolved', facts: { host: 'shop.example.com' } },
      { from: 'Ingress/shop/old', to: 'Service/shop/cart', state: 'missing' },
    ])
    expect(topology.coverage.kinds.Pod).toBe('observed')
  })

  test('detail=services ends at the Services, which carry their counts', async () => {
    const topology = await (await appOverShop()).read<Topology>('/api/v1/topology?detail=services')
    expect(keys(topology)).toEqual([
      'Ingress/shop/edge',
      'Ingress/shop/old',
      'Service/other/api',
      'Service/shop/cart',
      'Service/shop/web',
    ])
    expect(topology.nodes.at(-1)?.facts).toMatchObject({
      endpoints: { ready: 1, unready: 1, terminating: 0, total: 2 },
      byRevision: [{ revision: '7f9c4d', ready: 1, unready: 1, terminating: 0 }],
    })
  })

  test('focus and depth cut out a neighbourhood', async () => {
    const { read } = bound(await appOverShop())
    expect(keys(await read('/api/v1/topology?focus=Ingress/shop/edge&depth=1'))).toEqual([
      'Ingress/shop/edge',
      'Service/shop/web',
    ])
    expect(keys(await read('/api/v1/topology?focus=Service/shop/cart&depth=0'))).toEqual(['Service/shop/cart'])
  })

  test('then is drawn as now was: by seq and by time, as a whole and by namespace', async () => {
    const { read, world } = bound(await appOverShop())
    const live = await read<Topology>('/api/v1/topology')
    const liveShop = await read<Topology>('/api/v1/topology?namespace=shop')
    world.remove(anIngress('edge', { service: 'web' }), aPod('web-1'))
    world.put(aSlice('web', { 'web-2': 'ready' }))
    expect(await read('/api/v1/topology?at=seq:8')).toEqual(live)
    expect(await read('/api/v1/topology?at=2026-11-21T01:00:00.008Z&namespace=shop')).toEqual(liveShop)
    expect(keys(await read('/api/v1/topology?at=seq:2'))).toEqual(['Node/-/node-01', 'Service/shop/web'])
    expect(await read('/api/v1/topology?at=seq:11')).toMatchObject({ seq: 11, at: '2026-11-21T01:00:00.011Z' })
  })

  test('the front door of a namespace is drawn, now and then, wherever its controller runs', async () => {
    const world = new World()
    const template = { containers: [{ name: 'c', image: 'x', args: ['--controller-class=k8s.io/ingress-nginx'] }] }
    const status = { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } }
    world.putInitially(
      anIngressClass('nginx'),
      aDeployment('nginx', { namespace: 'edge', template }),
      aFullService('nginx', { namespace: 'edge', selector: { app: 'nginx' }, type: 'LoadBalancer', status }),
      aClassedIngress('shop', { namespace: 'shop', className: 'nginx', service: 'web' }),
      aService('web'),
    )
    app = await TestApp.over({ world })
    const { read } = bound(app)
    const live = await read<Topology>('/api/v1/topology?namespace=shop&detail=services')
    expect(live.edges.map(({ from, relation, to, state }) => `${from} ${relation} ${to} ${state}`)).toEqual([
      'Address/-/203.0.113.7 front Service/edge/nginx resolved',
      'Ingress/shop/shop class IngressClass/-/nginx resolved',
      'Ingress/shop/shop route Service/shop/web resolved',
      'IngressClass/-/nginx controller Deployment/edge/nginx resolved',
      'IngressClass/-/nginx controller Service/edge/nginx resolved',
    ])
    world.put(aPod('web-9'))
    expect(await read('/api/v1/topology?namespace=shop&detail=services&at=seq:5')).toEqual(live)
    expect(world.pastRead.at(-1)).toEqual(['shop', 'edge', '-'])
  })

  test('of the past only the namespaces asked for are read, and an instant is read once', async () => {
    const { read, world } = bound(await appOverShop())
    world.clock.time += 60_000
    world.pastRead.length = 0
    await read('/api/v1/topology?at=seq:8&namespace=shop')
    await Promise.all(
      ['edge', 'old'].map((name) => read(`/api/v1/topology?at=seq:8&namespace=shop&focus=Ingress/shop/${name}`)),
    )
    expect(world.pastRead).toEqual([['shop', '-']])
    await read('/api/v1/topology?at=seq:8')
    await read('/api/v1/topology?at=seq:8&namespace=other')
    expect(world.pastRead).toEqual([['shop', '-'], undefined])
  })

  test('what may not be read is unknown, and changes the ETag', async () => {
    const { get, world } = bound(await appOverShop())
    const before = await get('/api/v1/topology')
    expect(before.headers.etag).toBe('W/"8"')
    expect((await get('/api/v1/topology', { 'if-none-match': 'W/"8"' })).statusCode).toBe(304)
    world.snapshot.setVisibility('Service', undefined, 'denied')
    world.gaps.push({ kind: 'Service', from: world.clock.time, reason: 'denied' })
    const after = await get('/api/v1/topology', { 'if-none-match': 'W/"8"' })
    expect(after.statusCode).toBe(200)
    expect(after.headers.etag).toMatch(/^W\/"8-.{8}"$/)
    const { nodes, coverage } = after.json<Topology>()
    expect(nodes.find(({ key }) => key === 'Service/shop/cart')).toMatchObject({ presence: 'unknown' })
    expect(coverage.kinds.Service).toBe('denied')
    expect(coverage.gaps).toEqual([{ kind: 'Service', from: '2026-11-21T01:00:00.008Z', to: null, reason: 'denied' }])
  })

  test('a kind that was denied then is unknown then, whatever it is now', async () => {
    const { read, world } = bound(await appOverShop())
    world.gaps.push({ kind: 'Service', from: 0, to: world.clock.time + 10, reason: 'denied' })
    world.clock.time += 60_000
    world.put(aPod('web-3'))
    const { nodes, coverage } = await read<Topology>('/api/v1/topology?at=seq:8')
    expect(nodes.find(({ key }) => key === 'Service/shop/cart')?.presence).toBe('unknown')
    expect(coverage.kinds.Service).toBe('denied')
    expect((await read<Topology>('/api/v1/topology')).coverage.kinds.Service).toBe('observed')
  })

  test('before a kind was read to its end, and where it was always denied, nothing of it is called missing', async () => {
    const { read, world } = bound(await appOverShop())
    const { time } = world.clock
    world.beginnings = world.beginnings
      .filter(({ stream }) => stream.kind !== 'Gateway')
      .map((beginning) => (beginning.stream.kind === 'Service' ? { ...beginning, seq: 8, at: time } : beginning))
    world.snapshot.setVisibility('Gateway', undefined, 'denied')
    const then = await read<Topology>('/api/v1/topology?at=seq:7')
    expect([then.coverage.kinds.Service, then.coverage.kinds.Gateway]).toEqual(['listing', 'denied'])
    expect(then.nodes.find(({ key }) => key === 'Service/shop/cart')?.presence).toBe('unknown')
    for (const at of ['seq:8', timestamp(time)]) {
      const later = await read<Topology>(`/api/v1/topology?at=${at}`)
      expect(later.coverage.kinds.Service).toBe('observed')
      expect(later.nodes.find(({ key }) => key === 'Service/shop/cart')?.presence).toBe('referenced')
    }
  })

  test('followed by namespace, each namespace is judged by its own stream', async () => {
    const { read, world } = bound(await appOverShop())
    const streams = (namespace: string, seq: number) =>
      world.beginnings.map(({ stream, at }) => ({ stream: { ...stream, namespace }, seq, at: at + seq }))
    world.beginnings = [...streams('shop', 2), ...streams('other', 8)]
    for (const { stream } of world.beginnings) world.snapshot.setVisibility(stream.kind, undefined, 'listing')
    const kindsOf = async (query: string) => (await read<Topology>(`/api/v1/topology?at=seq:7${query}`)).coverage.kinds
    expect((await kindsOf('&namespace=shop')).Service).toBe('observed')
    expect((await kindsOf('&namespace=other')).Service).toBe('listing')
    expect((await kindsOf('&namespace=shop&namespace=other')).Service).toBe('listing')
    expect((await kindsOf('')).Service).toBe('listing')
  })

  test('what nobody can look at is refused with the remedy', async () => {
    const world = new World()
    world.putInitially(...Array.from({ length: 25_001 }, (_, index) => aService(`s-${index}`)))
    app = await TestApp.over({ world })
    const answer = await app.get('/api/v1/topology')
    expect(answer.json<Problem>()).toMatchObject({
      status: 422,
      code: 'too-large',
      detail: 'This topology has more than 25000 nodes. Ask for some namespaces, or for detail=services.',
    })
    expect((await app.get('/api/v1/topology?namespace=empty')).statusCode).toBe(200)
    expect((await app.get('/api/v1/topology?namespace=shop&focus=Service/shop/s-1&depth=1')).statusCode).toBe(200)
  })

  test.each([
    { query: 'at=seq:99', status: 400, code: 'instant-in-future', detail: /the log ends at seq:8/ },
    { query: 'at=2036-01-01T00:00:00Z', status: 400, code: 'instant-in-future', detail: /here it is 2026-11-21/ },
    {
      query: 'at=2016-01-01T00:00:00Z',
      status: 404,
      code: 'before-history',
      detail: /which begins at 2026-11-21T01:00:00.001Z \(seq:1\)/,
    },
    { query: 'at=seq:0', status: 404, code: 'before-history', detail: /which begins at/ },
    { query: 'at=now', status: 400, code: 'bad-instant', detail: /at=now is no instant/ },
    { query: 'focus=web', status: 400, code: 'bad-request', detail: /write Kind\/namespace\/name/ },
    { query: 'focus=Pods/shop/web', status: 400, code: 'unknown-kind', detail: /did you mean Pod\?/ },
    { query: 'depth=11', status: 400, code: 'bad-request', detail: /^Depth/ },
    { query: 'detail=pods', status: 400, code: 'bad-request', detail: /^Detail/ },
    { query: 'deph=1', status: 400, code: 'unknown-parameter', detail: /did you mean depth\?/ },
  ])('?$query is refused with $status $code', async ({ query, status, code, detail }) => {
    const problem = (await (await appOverShop()).get(`/api/v1/topology?${query}`)).json<Problem>()
    expect(problem).toMatchObject({ status, code })
    expect(problem.detail).toMatch(detail)
  })
})

function bound(over: TestApp) {
  return { get: over.get.bind(over), read: over.read.bind(over), world: over.world }
}
