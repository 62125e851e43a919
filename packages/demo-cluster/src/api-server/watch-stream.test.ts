import { get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { eventually, type ObservedWatch, type WatchLine, watch } from '../testing/api-client.ts'
import { aCluster, aService, createServices, marked, named, pathOf } from '../testing/clusters.ts'
import { resources } from './api-resource.ts'

const SERVICES = pathOf(resources.services)
const WATCH_LIST = '&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true'

/** `ADDED web@101`, and `BOOKMARK 103` with an asterisk where the initial events end. */
const said = ({ lines }: ObservedWatch): string[] =>
  lines.map(({ type, object: { metadata } }) => {
    if (type !== 'BOOKMARK') return `${type} ${metadata.name}@${metadata.resourceVersion}`
    return `BOOKMARK ${metadata.resourceVersion}${metadata.annotations?.['k8s.io/initial-events-end'] === 'true' ? '*' : ''}`
  })

const saying = (watched: ObservedWatch, lines: string[]) => eventually(() => expect(said(watched)).toEqual(lines))

test('a watch from N tells every change after N, the deletion with its own version', async () => {
  await using cluster = await aCluster()
  createServices(cluster.store, 3)
  const watched = await watch(cluster.url + SERVICES, '&resourceVersion=102')
  cluster.store.update(resources.services, named('s-000'), marked('x'))
  cluster.store.create(resources.nodes, { metadata: { name: 'node-01' } })
  cluster.store.remove(resources.services, named('s-001'))
  await saying(watched, ['ADDED s-002@103', 'MODIFIED s-000@104', 'DELETED s-001@106'])
  expect(watched.lines[2]?.object).toEqual({
    kind: 'Service',
    apiVersion: 'v1',
    metadata: expect.objectContaining({ name: 's-001', uid: expect.any(String) }),
    spec: { filler: '' },
  })
  expect(watched.texts[0]).toMatch(
    /^\{"type":"ADDED","object":\{"kind":"Service","apiVersion":"v1","metadata":\{"name":"s-002",/,
  )
})

test('a watch of one namespace tells of that namespace only', async () => {
  await using cluster = await aCluster()
  const watched = await watch(cluster.url + pathOf(resources.services, 'shop'), '&resourceVersion=100')
  cluster.store.create(resources.services, aService('web', 'other'))
  cluster.store.create(resources.services, aService('web'))
  await saying(watched, ['ADDED web@102'])
})

test.each(['', '&resourceVersion=0'])(
  'a watch from %j begins with everything there is and no mark of its end',
  async (query) => {
    await using cluster = await aCluster()
    createServices(cluster.store, 2)
    const watched = await watch(cluster.url + SERVICES, `${query}&allowWatchBookmarks=true`)
    cluster.store.remove(resources.services, named('s-000'))
    await saying(watched, ['ADDED s-000@101', 'ADDED s-001@102', 'DELETED s-000@103'])
  },
)

test('a WatchList tells everything there is, closes it with a bookmark, and goes on with changes', async () => {
  await using cluster = await aCluster()
  createServices(cluster.store, 2)
  cluster.store.create(resources.nodes, { metadata: { name: 'node-01' } })
  const watched = await watch(cluster.url + SERVICES, WATCH_LIST)
  await saying(watched, ['ADDED s-000@101', 'ADDED s-001@102', 'BOOKMARK 103*'])
  cluster.store.update(resources.services, named('s-000'), marked('x'))
  await saying(watched, ['ADDED s-000@101', 'ADDED s-001@102', 'BOOKMARK 103*', 'MODIFIED s-000@104'])
})

test('a WatchList of Events has its end bookmark too, though Events get no others', async () => {
  await using cluster = await aCluster({ bookmarkIntervalMs: 5 })
  const events = await watch(cluster.url + pathOf(resources.events), WATCH_LIST)
  const services = await watch(cluster.url + SERVICES, `&resourceVersion=100&allowWatchBookmarks=true`)
  cluster.store.create(resources.services, aService('web'))
  await eventually(() => expect(services.lines.length).toBeGreaterThan(4))
  expect(said(events)).toEqual(['BOOKMARK 100*'])
})

test('bookmarks come at intervals, only to those who allow them, with the kind’s zero value', async () => {
  await using cluster = await aCluster({ bookmarkIntervalMs: 10 })
  createServices(cluster.store, 1)
  const allowing = await watch(cluster.url + SERVICES, '&resourceVersion=101&allowWatchBookmarks=true')
  const silent = await watch(cluster.url + SERVICES, '&resourceVersion=101')
  cluster.store.create(resources.nodes, { metadata: { name: 'node-01' } })
  await eventually(() => expect(said(allowing)).toContain('BOOKMARK 102'))
  expect(allowing.texts[0]).toBe(
    '{"type":"BOOKMARK","object":{"kind":"Service","apiVersion":"v1","metadata":{"resourceVersion":"102"},"spec":{},"status":{"loadBalancer":{}}}}',
  )
  expect(silent.lines).toEqual([])
})

test('a version from before the history is an ERROR line inside a 200, and the end', async () => {
  await using cluster = await aCluster({ historyLimit: 8 })
  createServices(cluster.store, 30)
  const watched = await watch(cluster.url + SERVICES, '&resourceVersion=110')
  await eventually(() => expect(watched.state).toBe('ended'))
  expect(watched.lines).toEqual([
    {
      type: 'ERROR',
      object: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: expect.stringMatching(/^too old resource version: 110 \(1\d\d\)$/),
        reason: 'Expired',
        code: 410,
      },
    },
  ])
})

test('a version nobody has written yet withholds everything up to it, without a word', async () => {
  await using cluster = await aCluster({ bookmarkIntervalMs: 5 })
  const ahead = await watch(cluster.url + SERVICES, '&resourceVersion=103&allowWatchBookmarks=true')
  const abreast = await watch(cluster.url + SERVICES, '&resourceVersion=100')
  createServices(cluster.store, 4)
  await eventually(() => expect(abreast.lines).toHaveLength(4))
  await eventually(() => expect(said(ahead).slice(0, 2)).toEqual(['ADDED s-003@104', 'BOOKMARK 104']))
})

test('a WatchList newer than anything known is an ERROR line with 504', async () => {
  await using cluster = await aCluster({ freshnessWaitMs: 10 })
  const watched = await watch(cluster.url + SERVICES, `${WATCH_LIST}&resourceVersion=900`)
  await eventually(() => expect(watched.lines).toHaveLength(1))
  expect(watched.lines[0]).toMatchObject({
    type: 'ERROR',
    object: { code: 504, details: { causes: [{ reason: 'ResourceVersionTooLarge' }] } },
  })
})

test('metadata only: changes and bookmarks alike', async () => {
  await using cluster = await aCluster()
  const accept = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'
  const watched = await watch(cluster.url + SERVICES, WATCH_LIST, { accept })
  const { metadata } = cluster.store.create(resources.services, aService('web'))
  await eventually(() => expect(watched.lines).toHaveLength(2))
  const partial = { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1' }
  const ending = { resourceVersion: '100', annotations: { 'k8s.io/initial-events-end': 'true' } }
  expect(watched.lines).toEqual([
    { type: 'BOOKMARK', object: { ...partial, metadata: ending } },
    { type: 'ADDED', object: { ...partial, metadata } },
  ])
})

test('timeoutSeconds ends a watch cleanly', async () => {
  await using cluster = await aCluster()
  const watched = await watch(cluster.url + SERVICES, '&resourceVersion=100&timeoutSeconds=1')
  await eventually(() => expect(watched.state).toBe('ended'))
  expect(cluster.server.openWatches()).toEqual([])
})

test('a client that stops reading is disconnected without an ERROR, and can resume', async () => {
  await using cluster = await aCluster({ slowWatchLimit: 50, historyLimit: 5_000 })
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${cluster.url + SERVICES}?watch=true&resourceVersion=100`, resolve).on('error', reject)
  })
  await eventually(() => expect(cluster.server.openWatches()).toHaveLength(1))
  for (let i = 0; cluster.server.openWatches().length > 0; i++) {
    cluster.store.create(resources.services, { ...aService(`big-${i}`), spec: { filler: 'x'.repeat(100_000) } })
    await setImmediate()
  }
  const body = await text(response)
  const lines = body.split('\n')
  expect([lines.pop(), body.includes('"type":"ERROR"')]).toEqual(['', false])
  const last = (JSON.parse(lines.at(-1) ?? '') as WatchLine).object.metadata.resourceVersion
  const resumed = await watch(cluster.url + SERVICES, `&resourceVersion=${last}`)
  const missed = Number(cluster.store.currentResourceVersion) - Number(last)
  expect(missed).toBeGreaterThan(50)
  await eventually(() => expect(resumed.lines).toHaveLength(missed))
  expect(resumed.lines[0]?.object.metadata.resourceVersion).toBe(String(Number(last) + 1))
})

test('a watch that the history has run away from says what it still has, ends, and its resume answers 410', async () => {
  await using cluster = await aCluster({ historyLimit: 8 })
  createServices(cluster.store, 3)
  const hold = cluster.server.holdWatches()
  const late = await watch(cluster.url + SERVICES, WATCH_LIST)
  for (let i = 0; i < 30; i++) cluster.store.update(resources.services, named('s-000'), marked(String(i)))
  hold.release()
  await eventually(() => expect(late.state).toBe('ended'))
  expect(said(late)).toEqual(['ADDED s-000@101', 'ADDED s-001@102', 'ADDED s-002@103'])
  const resumed = await watch(cluster.url + SERVICES, '&resourceVersion=103')
  await eventually(() => expect(resumed.lines.map(({ type }) => type)).toEqual(['ERROR']))
})

test('a hundred watches of one change cost one serialisation', async () => {
  await using cluster = await aCluster()
  const watches = await Promise.all(
    Array.from({ length: 100 }, () => watch(cluster.url + SERVICES, '&resourceVersion=100')),
  )
  const stringify = vi.spyOn(JSON, 'stringify')
  cluster.store.create(resources.services, aService('web'))
  await eventually(() => expect(watches.every(({ texts }) => texts.length === 1)).toBe(true))
  const ofServices = stringify.mock.calls.filter(([value]) => (value as { kind?: string }).kind === 'Service')
  stringify.mockRestore()
  expect(ofServices).toHaveLength(1)
})

test('every watch that is open is known, with its scope, and forgotten when its client leaves', async () => {
  const opened: unknown[] = []
  await using cluster = await aCluster({ onWatch: (one) => opened.push(one) })
  const everywhere = await watch(cluster.url + SERVICES, '&resourceVersion=100')
  const scoped = await watch(cluster.url + pathOf(resources.pods, 'shop'), '&resourceVersion=100')
  const both = [{ resource: 'services' }, { resource: 'pods', namespace: 'shop' }]
  expect([cluster.server.openWatches(), opened]).toEqual([both, both])
  everywhere.close()
  await eventually(() => expect(cluster.server.openWatches()).toEqual([both[1]]))
  expect(cluster.server.openWatches({ resource: 'services' })).toEqual([])
  scoped.close()
})
