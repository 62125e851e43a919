import type { Problem, TopologyDiff } from '@portolan/contract'
import { afterEach, describe, expect, test } from 'vitest'
import { aNode, anIngress, aPod, aService, aSlice } from '../testing/objects.ts'
import { TestApp } from '../testing/test-app.ts'
import { World } from '../testing/world.ts'

let app: TestApp | undefined
afterEach(() => app?.close())

/** web with two Pods at seq 6; then web-1 stops being ready and goes, cart comes, and the rule leads to cart instead. */
async function appOverSwap(): Promise<TestApp> {
  const world = new World()
  world.putInitially(aNode('node-01'), aService('web'), aPod('web-1'), aPod('web-2'))
  world.putInitially(aSlice('web', { 'web-2': 'ready', 'web-1': 'ready' }), anIngress('edge', { service: 'web' }))
  world.clock.time += 60_000
  world.put(aSlice('web', { 'web-2': 'ready', 'web-1': 'unready' }))
  world.clock.time += 60_000
  world.put(aService('cart'), anIngress('edge', { service: 'cart' }))
  world.put(aSlice('web', { 'web-2': 'ready' }))
  world.remove(aPod('web-1'))
  world.put(aService('api', { namespace: 'other' }))
  world.clock.time += 60_000
  app = await TestApp.over({ world })
  return app
}

/** As one reads it: added, removed and changed keys and edges, the latter with their differences. */
function told({ added, removed, changed }: TopologyDiff) {
  const edge = ({ from, relation, to }: { from: string; relation: string; to: string }) => `${from} ${relation} ${to}`
  const line = ({ path, before, after }: { path: string; before?: unknown; after?: unknown }) =>
    `${path}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`
  return {
    added: [...added.nodes.map(({ key }) => key), ...added.edges.map(edge)],
    removed: [...removed.nodes.map(({ key }) => key), ...removed.edges.map(edge)],
    changed: [
      ...changed.nodes.map(({ after, differences }) => [after.key, ...differences.map(line)]),
      ...changed.edges.map(({ after, differences }) => [edge(after), ...differences.map(line)]),
    ],
  }
}

describe('GET /topology/diff', () => {
  test('tells what came, what went, and which fields of the rest changed', async () => {
    const { read } = bound(await appOverSwap())
    const diff = await read('/api/v1/topology/diff?from=seq:7&to=seq:11&namespace=shop')
    expect(diff).toMatchObject({
      from: { seq: 7, at: '2026-11-21T01:01:00.007Z', coverage: { kinds: { Service: 'observed' }, gaps: [] } },
      to: { seq: 11, at: '2026-11-21T01:02:00.011Z' },
    })
    expect(told(diff)).toEqual({
      added: ['Service/shop/cart', 'Ingress/shop/edge route Service/shop/cart'],
      removed: [
        'Pod/shop/web-1',
        'EndpointSlice/shop/web-x1 endpoint Pod/shop/web-1',
        'Ingress/shop/edge route Service/shop/web',
        'Pod/shop/web-1 node Node/-/node-01',
        'Service/shop/web selects Pod/shop/web-1',
      ],
      changed: expect.anything(),
    })
  })

  test('a change is told with both sides and the paths that differ', async () => {
    const { read } = bound(await appOverSwap())
    const { changed } = told(await read('/api/v1/topology/diff?from=seq:6&to=seq:7&namespace=shop'))
    expect(changed.find(([key]) => key === 'EndpointSlice/shop/web-x1 endpoint Pod/shop/web-1')).toEqual([
      'EndpointSlice/shop/web-x1 endpoint Pod/shop/web-1',
      'facts.ready: true → false',
      'facts.serving: true → false',
      'facts.state: "ready" → "unready"',
    ])
    expect(changed.find(([key]) => key === 'Service/shop/web')).toContain('facts.endpoints.ready: 2 → 1')
  })

  test('by detail=services only Services and what leads to them are compared; without to it ends now', async () => {
    const { read } = bound(await appOverSwap())
    const diff = await read('/api/v1/topology/diff?from=2026-11-21T01:00:30Z&detail=services')
    expect([diff.from.seq, diff.to.seq]).toEqual([6, 12])
    expect(told(diff)).toMatchObject({
      added: ['Service/other/api', 'Service/shop/cart', 'Ingress/shop/edge route Service/shop/cart'],
      removed: ['Ingress/shop/edge route Service/shop/web'],
    })
  })

  test('of an instant to itself there is nothing, and the ETag is that of both ends', async () => {
    const { get, read } = bound(await appOverSwap())
    expect(told(await read('/api/v1/topology/diff?from=seq:7&to=seq:7'))).toEqual({
      added: [],
      removed: [],
      changed: [],
    })
    const etags = await Promise.all(
      ['seq:6', 'seq:7'].map(async (from) => (await get(`/api/v1/topology/diff?from=${from}&to=seq:8`)).headers.etag),
    )
    expect(etags[0]).not.toBe(etags[1])
    const known = { 'if-none-match': String(etags[1]) }
    expect((await get('/api/v1/topology/diff?from=seq:7&to=seq:8', known)).statusCode).toBe(304)
    expect((await get('/api/v1/topology/diff?from=seq:6&to=seq:8', known)).statusCode).toBe(200)
  })

  test('what was not read then is uncertain then: what seems to come was only unknown', async () => {
    const { read, world } = bound(await appOverSwap())
    world.beginnings = world.beginnings.map((beginning) =>
      beginning.stream.kind === 'Service' ? { ...beginning, seq: 8, at: world.clock.time - 100_000 } : beginning,
    )
    const diff = await read('/api/v1/topology/diff?from=seq:7&to=seq:12')
    expect([diff.from.coverage.kinds.Service, diff.to.coverage.kinds.Service]).toEqual(['listing', 'observed'])
  })

  test.each([
    ['from=seq:9&to=seq:7', { status: 400, code: 'bad-request' }, /from=seq:9 lies after to=seq:7: swap them/],
    ['from=2026-11-21T01:02:30Z&to=2026-11-21T01:01:00Z', { status: 400, code: 'bad-request' }, /swap them/],
    ['from=2026-11-21T01:02:30Z&to=seq:7', { status: 400, code: 'bad-request' }, /swap them/],
    ['from=seq:9&to=2026-11-21T01:01:00Z', { status: 400, code: 'bad-request' }, /swap them/],
    ['to=seq:7', { status: 400, code: 'bad-request' }, /^From/],
    [
      'from=seq:0&to=seq:7',
      { status: 404, code: 'before-history' },
      /from=seq:0 lies before the log, which begins at 2026-11-21T01:00/,
    ],
    ['from=seq:7&to=seq:99', { status: 400, code: 'instant-in-future' }, /^to is seq:99/],
    ['from=seq:7&to=2036-01-01T00:00:00Z', { status: 400, code: 'instant-in-future' }, /^to is 2036/],
    ['from=seq:7&focus=Service/shop/web', { status: 400, code: 'unknown-parameter' }, /no parameter focus here/],
    ['from=then', { status: 400, code: 'bad-instant' }, /from=then is no instant/],
  ])('?%s is refused: %j', async (query, expected, detail) => {
    const problem = (await (await appOverSwap()).get(`/api/v1/topology/diff?${query}`)).json<Problem>()
    expect(problem).toMatchObject(expected)
    expect(problem.detail).toMatch(detail)
  })
})

function bound(over: TestApp) {
  return {
    get: over.get.bind(over),
    read: (url: string) => over.read<TopologyDiff>(url),
    world: over.world,
  }
}
