import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { eventually, list, type ObservedWatch, versionsOf, watch } from '../testing/api-client.ts'
import { aCluster, aService, createServices, marked, named, pathOf } from '../testing/clusters.ts'
import { resources } from './api-resource.ts'
import { statuses } from './status.ts'

const SERVICES = pathOf(resources.services)
const WATCH_LIST = '&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true'

const seen = ({ lines }: ObservedWatch) =>
  lines.map(({ type, object }) => `${type} ${object.metadata?.resourceVersion ?? object.code}`)
const causeOf = (error: unknown) => ((error as Error).cause as { code?: string } | undefined)?.code

test('refused: nobody is listening until the time is over, then everything is as before, at the same address', async () => {
  await using cluster = await aCluster()
  createServices(cluster.store, 1)
  const open = await watch(cluster.url + SERVICES, '&resourceVersion=100')
  await cluster.server.refuseConnections(500)
  await expect(list(cluster.url + SERVICES)).rejects.toSatisfy((error) => causeOf(error) === 'ECONNREFUSED')
  await eventually(() => expect(open.state).toBe('cut'))
  await eventually(async () => expect((await list(cluster.url + SERVICES)).items).toHaveLength(1))
})

test('refused until it is ended', async () => {
  await using cluster = await aCluster()
  await cluster.server.refuseConnections()
  await expect(list(cluster.url + SERVICES)).rejects.toThrow()
  await cluster.server.stopRefusing()
  expect((await list(cluster.url + SERVICES)).items).toEqual([])
})

test('dropped: every connection is cut and new ones are welcome', async () => {
  await using cluster = await aCluster()
  const open = await watch(cluster.url + SERVICES, '&resourceVersion=100')
  cluster.server.dropConnections()
  await eventually(() => expect(open.state).toBe('cut'))
  expect((await list(cluster.url + SERVICES)).items).toEqual([])
})

test.each([
  ['halfway', undefined, (length: number) => length >> 1],
  ['inside a character of three bytes', { atByte: 150 }, () => 150],
])(
  'torn: a watch is cut in the middle of its line, %s, and the resumed one tells the line whole',
  async (_, options, expected) => {
    await using cluster = await aCluster()
    const open = await watch(cluster.url + SERVICES, '&resourceVersion=100')
    const tear = cluster.server.tearNext({ resource: 'services' }, options)
    cluster.store.create(resources.services, { ...aService('web'), spec: { note: '港'.repeat(100) } })
    await eventually(() => expect(open.state).toBe('cut'))
    const resumed = await watch(cluster.url + SERVICES, '&resourceVersion=100')
    await eventually(() => expect(seen(resumed)).toEqual(['ADDED 101']))
    const whole = Buffer.from(`${resumed.texts[0]}\n`)
    expect([open.texts, tear.strikes]).toEqual([[], 1])
    expect(Buffer.byteLength(open.rest)).toBeGreaterThan(expected(whole.length) - 3)
    expect(whole.toString().startsWith(open.rest)).toBe(true)
  },
)

test('torn: a LIST is cut in the middle of its body', async () => {
  await using cluster = await aCluster()
  createServices(cluster.store, 3)
  cluster.server.tearNext({ verb: 'list' }, { atByte: 180 })
  await expect(list(cluster.url + SERVICES)).rejects.toThrow()
  expect((await list(cluster.url + SERVICES)).items).toHaveLength(3)
})

test.each([
  ['410', statuses.expired(), null],
  ['429 with Retry-After', statuses.tooManyRequests(7), '7'],
  ['500', statuses.internalError(), null],
  ['503', statuses.serviceUnavailable(2), '2'],
  ['504', statuses.tooLargeResourceVersion(900, 100), '1'],
])('%s as an HTTP status, for as many requests as asked', async (_, status, retryAfter) => {
  await using cluster = await aCluster()
  const armed = cluster.server.failNext({ resource: 'services', verb: 'list' }, { status }, 2)
  const answers = []
  for (const path of [SERVICES, pathOf(resources.pods), SERVICES, SERVICES])
    answers.push(await fetch(cluster.url + path))
  expect(answers.map((answer) => answer.status)).toEqual([status.code, 200, status.code, 200])
  expect([await answers[0]?.json(), answers[0]?.headers.get('retry-after')]).toEqual([status, retryAfter])
  expect(armed.strikes).toBe(2)
})

test('any failure as an ERROR line: of the next watch, or in the middle of one that is open', async () => {
  await using cluster = await aCluster()
  const open = await watch(cluster.url + SERVICES, '&resourceVersion=100')
  createServices(cluster.store, 1)
  await eventually(() => expect(seen(open)).toEqual(['ADDED 101']))
  expect(cluster.server.failWatches({ resource: 'services' }, statuses.tooManyRequests(3))).toBe(1)
  cluster.server.failNext({ verb: 'watch' }, { errorLine: statuses.gone() })
  const next = await watch(cluster.url + SERVICES, '&resourceVersion=101')
  await eventually(() => expect([open.state, next.state]).toEqual(['ended', 'ended']))
  expect([seen(open), seen(next)]).toEqual([['ADDED 101', 'ERROR 429'], ['ERROR 410']])
})

test('hung: accepted and never answered, until the fault is lifted', async () => {
  await using cluster = await aCluster()
  const fault = cluster.server.failNext({}, 'hang', Number.POSITIVE_INFINITY)
  const leaving = new AbortController()
  const answer = fetch(cluster.url + SERVICES, { signal: leaving.signal })
  await eventually(() => expect(fault.strikes).toBe(1))
  expect(await Promise.race([answer, delay(50, 'silence')])).toBe('silence')
  leaving.abort(new Error('nobody answers'))
  await expect(answer).rejects.toThrow('nobody answers')
  fault.lift()
  expect((await list(cluster.url + SERVICES)).items).toEqual([])
  expect(fault.strikes).toBe(1)
})

test('reset: the connection is gone before an answer', async () => {
  await using cluster = await aCluster()
  cluster.server.failNext({}, 'reset')
  await expect(list(cluster.url + SERVICES)).rejects.toSatisfy((error) => causeOf(error) === 'ECONNRESET')
})

test('silent: an open watch says neither change nor bookmark any more, a new one does', async () => {
  await using cluster = await aCluster({ bookmarkIntervalMs: 5 })
  const quiet = await watch(cluster.url + SERVICES, '&resourceVersion=100&allowWatchBookmarks=true&timeoutSeconds=1')
  expect(cluster.server.silenceWatches({ resource: 'services' })).toBe(1)
  createServices(cluster.store, 2)
  const spoken = await watch(cluster.url + SERVICES, '&resourceVersion=100&allowWatchBookmarks=true&timeoutSeconds=1')
  await eventually(() => expect(spoken.state).toBe('ended'))
  expect(spoken.lines.length).toBeGreaterThan(10)
  expect([quiet.lines, quiet.state]).toEqual([[], 'open'])
  quiet.close()
})

test('held: one resource waits while another goes on, then everything comes in its order', async () => {
  await using cluster = await aCluster()
  const services = await watch(cluster.url + SERVICES, '&resourceVersion=100')
  const nodes = await watch(cluster.url + pathOf(resources.nodes), '&resourceVersion=100')
  const hold = cluster.server.holdWatches({ resource: 'services' })
  createServices(cluster.store, 2)
  cluster.store.create(resources.nodes, { metadata: { name: 'node-01' } })
  await eventually(() => expect(seen(nodes)).toEqual(['ADDED 103']))
  expect(services.lines).toEqual([])
  hold.release()
  await eventually(() => expect(seen(services)).toEqual(['ADDED 101', 'ADDED 102']))
})

test('ended: watches end cleanly, as at their timeout', async () => {
  await using cluster = await aCluster()
  const open = await watch(cluster.url + SERVICES, '&resourceVersion=100')
  expect(cluster.server.endWatches()).toBe(1)
  await eventually(() => expect(open.state).toBe('ended'))
})

test('compacted: every version before now is gone, this one is not', async () => {
  await using cluster = await aCluster()
  createServices(cluster.store, 3)
  cluster.server.compact()
  const [old, current] = [
    await watch(cluster.url + SERVICES, '&resourceVersion=102'),
    await watch(cluster.url + SERVICES, '&resourceVersion=103'),
  ]
  createServices(cluster.store, 0)
  cluster.store.create(resources.services, aService('web'))
  await eventually(() => expect([seen(old), seen(current)]).toEqual([['ERROR 410'], ['ADDED 104']]))
})

test('WatchList refused with 422, or ignored: everything, and no bookmark at its end', async () => {
  await using cluster = await aCluster()
  createServices(cluster.store, 1)
  cluster.server.setWatchList('refused')
  const response = await fetch(`${cluster.url + SERVICES}?watch=true${WATCH_LIST}`)
  expect([response.status, await response.json()]).toMatchObject([
    422,
    { reason: 'Invalid', details: { causes: [{ field: 'sendInitialEvents' }] } },
  ])
  cluster.server.setWatchList('ignored')
  const open = await watch(cluster.url + SERVICES, WATCH_LIST)
  cluster.store.update(resources.services, named('s-000'), marked('x'))
  await eventually(() => expect(seen(open)).toEqual(['ADDED 101', 'MODIFIED 102']))
})

test('late bookmarks: changes come before the end of the initial events, which then covers them', async () => {
  const change = () => cluster.store.update(resources.services, named('s-000'), marked('x'))
  await using cluster = await aCluster({ onWatch: () => void setImmediate(change) })
  createServices(cluster.store, 1)
  cluster.server.setBookmarks({ delayMs: 100 })
  const open = await watch(cluster.url + SERVICES, WATCH_LIST)
  await eventually(() => expect(seen(open)).toEqual(['ADDED 101', 'MODIFIED 102', 'BOOKMARK 102']))
})

test('no bookmarks: a watch that allows them gets none but the end of its initial events', async () => {
  await using cluster = await aCluster({ bookmarkIntervalMs: 5 })
  cluster.server.setBookmarks({ areSent: false })
  const open = await watch(cluster.url + SERVICES, `${WATCH_LIST}&timeoutSeconds=1`)
  await eventually(() => expect(open.state).toBe('ended'))
  expect(seen(open)).toEqual(['BOOKMARK 100'])
})

test('stale lists: resourceVersion=0 goes back in time, nothing else does', async () => {
  await using cluster = await aCluster()
  createServices(cluster.store, 3)
  cluster.server.serveStaleLists(2)
  const [stale, fresh] = [await list(`${cluster.url + SERVICES}?resourceVersion=0`), await list(cluster.url + SERVICES)]
  expect([stale.metadata.resourceVersion, versionsOf(stale.items)]).toEqual(['101', ['s-000@101']])
  expect(fresh.items).toHaveLength(3)
})

test('restored: versions and objects go back, connections are cut, and a version from before waits in silence', async () => {
  await using cluster = await aCluster()
  cluster.store.create(resources.namespaces, { metadata: { name: 'kube-system' } })
  createServices(cluster.store, 1)
  const backup = cluster.server.backup()
  createServices(cluster.store, 0)
  for (const name of ['a', 'b', 'c']) cluster.store.create(resources.services, aService(name))
  const open = await watch(cluster.url + SERVICES, '&resourceVersion=105')
  const uid = async () => (await list(cluster.url + pathOf(resources.namespaces))).items[0]?.metadata.uid
  const before = await uid()

  cluster.server.restoreCluster(backup)
  await eventually(() => expect(open.state).toBe('cut'))
  const restored = await list(cluster.url + SERVICES)
  expect([restored.metadata.resourceVersion, versionsOf(restored.items)]).toEqual(['102', ['s-000@102']])
  expect(await uid()).toBe(before)
  const ahead = await watch(cluster.url + SERVICES, '&resourceVersion=105')
  const known = await watch(cluster.url + SERVICES, '&resourceVersion=102')
  for (const name of ['d', 'e', 'f', 'g']) cluster.store.create(resources.services, aService(name))
  await eventually(() =>
    expect([seen(known), seen(ahead)]).toEqual([['ADDED 103', 'ADDED 104', 'ADDED 105', 'ADDED 106'], ['ADDED 106']]),
  )

  cluster.server.restoreCluster(backup, { isOtherCluster: true })
  expect(await uid()).not.toBe(before)
})

test('uninstalled: its watches end, its paths are 404, and it comes back as it was', async () => {
  await using cluster = await aCluster()
  cluster.store.create(resources.gateways, { metadata: { name: 'front', namespace: 'shop' } })
  const open = await watch(cluster.url + pathOf(resources.gateways), '&resourceVersion=100')
  cluster.server.uninstall({ group: 'gateway.networking.k8s.io', plural: 'gateways' })
  await eventually(() => expect(open.state).toBe('ended'))
  expect((await fetch(cluster.url + pathOf(resources.gateways))).status).toBe(404)
  expect((await fetch(cluster.url + pathOf(resources.httproutes))).status).toBe(200)
  cluster.server.installResource(resources.gateways)
  expect(versionsOf((await list(cluster.url + pathOf(resources.gateways))).items)).toEqual(['front@101'])
})
