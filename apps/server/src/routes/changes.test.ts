import { get, type IncomingMessage } from 'node:http'
import type { ChangesPage, Problem, RecordedChange } from '@portolan/contract'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { listening } from '../testing/live-client.ts'
import { aNode, aPod, aService, aSlice } from '../testing/objects.ts'
import { TestApp } from '../testing/test-app.ts'
import { World } from '../testing/world.ts'

let app: TestApp | undefined
afterEach(() => app?.close())

const NDJSON = { accept: 'application/x-ndjson' }

/** Five changes: a Service, a Pod, a Node, the Service's slice, the Pod goes. */
async function appOverFive(): Promise<TestApp> {
  const world = new World()
  world.putInitially(aService('web'))
  world.put(aPod('web-1'), aNode('node-01'))
  world.put(aSlice('web', { 'web-1': 'ready' }))
  world.remove(aPod('web-1'))
  app = await TestApp.over({ world })
  return app
}

const seqs = ({ items }: ChangesPage) => items.map(({ seq }) => seq)

describe('GET /changes', () => {
  test('tells each change with its place, evidence and differences', async () => {
    const { items } = await (await appOverFive()).read<ChangesPage>('/api/v1/changes')
    expect(items.map(({ differences: _, ...rest }) => rest)).toMatchObject([
      { seq: 1, evidence: 'initial', change: 'added', kind: 'Service', namespace: 'shop', name: 'web' },
      { seq: 2, evidence: 'watched', change: 'added', kind: 'Pod', namespace: 'shop', name: 'web-1' },
      { seq: 3, evidence: 'watched', change: 'added', kind: 'Node', namespace: null, name: 'node-01' },
      { seq: 4, evidence: 'watched', change: 'added', kind: 'EndpointSlice', namespace: 'shop', name: 'web-x1' },
      { seq: 5, evidence: 'watched', change: 'deleted', kind: 'Pod', namespace: 'shop', name: 'web-1' },
    ])
    expect(items[4]).toEqual({
      seq: 5,
      observedAt: '2026-11-21T01:00:00.005Z',
      evidence: 'watched',
      change: 'deleted',
      kind: 'Pod',
      namespace: 'shop',
      name: 'web-1',
      uid: 'pod-shop-web-1',
      resourceVersion: '1005',
      differences: [],
    })
  })

  test.each([
    ['order=desc', [5, 4, 3, 2, 1]],
    ['after=2&before=5', [3, 4]],
    ['kind=Pod&kind=Node', [2, 3, 5]],
    ['namespace=shop&name=web-1', [2, 5]],
    ['namespace=-', [3]],
    ['namespace=-&namespace=shop&order=desc', [5, 4, 3, 2, 1]],
    ['from=2026-11-21T01:00:00.002Z&to=2026-11-21T01:00:00.004Z', [2, 3]],
    ['from=2026-11-21T09:00:00.002%2B08:00&to=1795222800004', [2, 3]],
    ['from=seq:1&to=seq:3', [2, 3]],
    ['from=seq:1&after=2', [3, 4, 5]],
    ['after=5', []],
    ['before=3', [1, 2]],
    ['before=3&order=desc', [2, 1]],
    ['before=4&after=1&order=desc&limit=1', [3]],
    ['before=99&order=desc&limit=2', [5, 4]],
    ['from=seq:3&to=seq:3', []],
    ['from=1795222800002&to=seq:3', [2, 3]],
    ['from=seq:3&to=2036-01-01T00:00:00Z', [4, 5]],
  ])('?%s', async (query, expected) => {
    expect(seqs(await (await appOverFive()).read<ChangesPage>(`/api/v1/changes?${query}`))).toEqual(expected)
  })

  test.each(['asc', 'desc'])('pages in order %s hold every change once, and the last has no next', async (order) => {
    const { read } = bound(await appOverFive())
    const pages: number[][] = []
    let cursor = ''
    do {
      const page = await read<ChangesPage>(`/api/v1/changes?order=${order}&limit=2${cursor}`)
      pages.push(seqs(page))
      cursor = page.next === undefined ? '' : `&cursor=${page.next}`
    } while (cursor !== '')
    const all = [[1, 2], [3, 4], [5]]
    expect(pages).toEqual(order === 'asc' ? all : [[5, 4], [3, 2], [1]])
  })

  test('a cursor of another list, with other filters, or made up is refused', async () => {
    const { get, read } = bound(await appOverFive())
    const { next } = await read<ChangesPage>('/api/v1/changes?limit=2')
    for (const query of [`kind=Pod&cursor=${next}`, 'cursor=made-up', 'cursor=WzEsMl0']) {
      const answer = await get(`/api/v1/changes?${query}`)
      expect([answer.statusCode, answer.json<Problem>().code]).toEqual([400, 'bad-cursor'])
    }
  })

  test.each([
    ['nmespace=shop', 'unknown-parameter', 'There is no parameter nmespace here: did you mean namespace?'],
    ['frobnicate=1', 'unknown-parameter', /it takes after, before, order/],
    ['limit=0', 'bad-request', /^Limit/],
    ['limit=1001', 'bad-request', /^Limit/],
    ['limit=2&limit=3', 'bad-request', /^Limit/],
    ['after=-1', 'bad-request', /^After/],
    ['order=up', 'bad-request', /^Order/],
    ['kind=Pods', 'unknown-kind', /did you mean Pod\?/],
    ['kind=Secret', 'unknown-kind', /it watches Service, Ingress/],
    ['from=yesterday', 'bad-instant', /from=yesterday is no instant/],
    ['from=2026-02-30T00:00:00Z', 'bad-instant', /is no instant/],
    ['from=seq:99', 'instant-in-future', /the log ends at seq:5/],
    ['to=seq:6', 'instant-in-future', /to is seq:6, which has not been written yet: the log ends at seq:5/],
    ['after=6', 'instant-in-future', /after is seq:6, which has not been written yet: the log ends at seq:5/],
    ['from=seq:3&to=seq:2', 'bad-request', /from=seq:3 lies after to=seq:2: swap them/],
    ['from=1795222800004&to=1795222800003', 'bad-request', /swap them/],
    ['from=1795222800004&to=seq:2', 'bad-request', /swap them/],
    ['from=seq:5&to=1795222800003', 'bad-request', /swap them/],
    ['from=9999999999999', 'instant-in-future', /has not come yet/],
  ])('?%s is refused as %s', async (query, code, detail) => {
    const answer = await (await appOverFive()).get(`/api/v1/changes?${query}`)
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    const problem = answer.json<Problem>()
    expect(problem).toEqual({
      type: `urn:portolan:problem:${code}`,
      title: problem.title,
      status: 400,
      code,
      detail: problem.detail,
      instance: '/api/v1/changes',
    })
    expect(problem.detail).toMatch(detail)
  })

  test('the ETag is the seq; with nothing new there is nothing to send', async () => {
    const { get, world } = bound(await appOverFive())
    const answer = await get('/api/v1/changes')
    expect([answer.headers.etag, answer.headers['cache-control']]).toEqual(['W/"5"', 'private, no-cache'])
    const again = await get('/api/v1/changes', { 'if-none-match': 'W/"4", W/"5"' })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    world.put(aPod('web-2'))
    expect((await get('/api/v1/changes', { 'if-none-match': 'W/"5"' })).statusCode).toBe(200)
  })

  test('the ETag changes when the oldest change is forgotten: the pages are others then', async () => {
    const { get, world } = bound(await appOverFive())
    for (const url of ['/api/v1/changes', '/api/v1/objects/Pod/shop/web-1/changes']) {
      const before = await get(url)
      world.forget(1)
      const after = await get(url, { 'if-none-match': String(before.headers.etag) })
      expect([after.statusCode, after.headers.etag === before.headers.etag]).toEqual([200, false])
      expect((await get(url, { 'if-none-match': String(after.headers.etag) })).statusCode).toBe(304)
    }
  })

  test('as lines it is the whole log, whatever its length, in the form of the pages', async () => {
    const world = new World()
    for (let index = 0; index < 1_234; index++) world.put(aPod(`web-${index}`))
    app = await TestApp.over({ world })
    const answer = await app.get('/api/v1/changes', NDJSON)
    expect(answer.headers['content-type']).toBe('application/x-ndjson')
    const lines = answer.body.trimEnd().split('\n')
    const changes = lines.map((line) => JSON.parse(line) as RecordedChange)
    expect(changes.map(({ seq }) => seq)).toEqual(world.log.map(({ seq }) => seq))
    const { items } = await app.read<ChangesPage>('/api/v1/changes?limit=1')
    expect(changes[0]).toEqual(items[0])
    const last = await app.get('/api/v1/changes?order=desc&limit=3', NDJSON)
    expect(
      last.body
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as RecordedChange).seq),
    ).toEqual([1234, 1233, 1232])
  })

  test('lines wait for a client that does not read', async () => {
    const world = new World()
    const labels = { padding: 'x'.repeat(4_000) }
    for (let index = 0; index < 10_000; index++) {
      const pod = aPod(`web-${index}`)
      world.put({ ...pod, metadata: { ...pod.metadata, labels } })
    }
    app = await TestApp.over({ world })
    const url = await listening(app)
    const before = world.pagesRead
    const lines = await new Promise<IncomingMessage>((resolve) =>
      get(`${url}/api/v1/changes`, { headers: NDJSON }, resolve),
    )
    lines.pause()
    let pages = 0
    await vi.waitUntil(
      () => {
        const isStill = pages === world.pagesRead && pages > before
        pages = world.pagesRead
        return isStill
      },
      { interval: 200, timeout: 60_000 },
    )
    expect(pages - before).toBeLessThan(10)
    let count = 0
    for await (const chunk of lines) count += String(chunk).split('\n').length - 1
    expect(count).toBe(10_000)
    expect(world.pagesRead - before).toBeGreaterThan(pages - before)
  })

  test('a log that cannot be read is the problem store-failed', async () => {
    const { get, world } = bound(await appOverFive())
    const { StoreError } = await import('@portolan/pipeline/ports')
    world.readFailure = new StoreError('The log in /data cannot be read: check the disk.')
    const answer = await get('/api/v1/changes')
    expect(answer.json<Problem>()).toMatchObject({
      status: 503,
      code: 'store-failed',
      detail: 'The log in /data cannot be read: check the disk.',
    })
  })

  test('a fault of our own does not tell its message', async () => {
    const { get, world } = bound(await appOverFive())
    world.readFailure = new Error('secret thing broke')
    const answer = await get('/api/v1/changes')
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('secret')
    expect(answer.json<Problem>().code).toBe('internal')
  })

  test('before the log is restored the answer is not-ready, with when to try again', async () => {
    app = await TestApp.over({ isClosed: true })
    const answer = await app.get('/api/v1/changes')
    expect([answer.statusCode, answer.json<Problem>().code, answer.headers['retry-after']]).toEqual([
      503,
      'not-ready',
      '1',
    ])
  })
})

function bound(over: TestApp) {
  return { get: over.get.bind(over), read: over.read.bind(over), world: over.world }
}
