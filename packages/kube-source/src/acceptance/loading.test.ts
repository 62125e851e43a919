import { ObjectStore, resources, startApiServer, statuses } from '@portolan/demo-cluster'
import type { SourceMessage } from '@portolan/pipeline/ports'
import { describe, expect, test } from 'vitest'
import { follow } from '../testing/following.ts'
import { until } from '../testing/until.ts'

async function aCluster(options: Partial<Parameters<typeof startApiServer>[0]> = {}) {
  const store = new ObjectStore({ clock: Date.now, random: Math.random, firstResourceVersion: 100 })
  store.create(resources.namespaces, { metadata: { name: 'kube-system' } })
  const server = await startApiServer({
    store,
    resources: Object.values(resources),
    bookmarkIntervalMs: 50,
    ...options,
  })
  const createPods = (count: number) => {
    for (let index = 0; index < count; index++) store.create(resources.pods, aPod(`web-${index}`))
  }
  return { store, server, createPods, [Symbol.asyncDispose]: () => server.close() }
}

const aPod = (name: string) => ({ metadata: { name, namespace: 'shop' } })
const PODS = { kind: 'Pod' } as const

const isPodList = (message: SourceMessage) => message.type === 'list-begin' && message.stream.kind === 'Pod'

/** Which parameters lists were asked for with. */
const queriesOf = (requests: readonly { target: string }[]) =>
  requests.map(({ target }) => [...new URL(target, 'http://server').searchParams.keys()].join(' '))

function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) act()
    isDone = true
  }
}

describe('first loads', () => {
  test('[B.5] a WatchList is one request, and its list ends at the marked bookmark', async () => {
    await using cluster = await aCluster()
    const { server, createPods } = cluster
    createPods(1200)
    await using following = await follow(server)
    await following.equalsServer()
    expect(
      server.requests({ resource: 'pods' }).filter(({ target }) => target.includes('sendInitialEvents')),
    ).toHaveLength(1)
    const pages = following.mirror.told('list-page', 'Pod').map(({ objects }) => objects.length)
    expect(Math.max(...pages)).toBeLessThanOrEqual(500)
    expect(pages.reduce((sum, length) => sum + length)).toBe(1200)
  })

  test('[J2.7] a server that refuses WatchList with 422 is listed page by page, now and ever after', async () => {
    await using cluster = await aCluster()
    const { server, createPods } = cluster
    server.setWatchList('refused')
    createPods(1200)
    await using following = await follow(server)
    await following.equalsServer()
    expect(following.mirror.told('list-page', 'Pod').map(({ objects }) => objects.length)).toEqual([500, 500, 200])
    expect(following.mirror.told('list-abandoned')).toEqual([])
    server.failWatches({ resource: 'pods' }, statuses.expired())
    await until(() => following.statistics('Pod')?.relists === 1)
    await following.equalsServer()
    const watchLists = server
      .requests({ resource: 'pods' })
      .filter(({ target }) => target.includes('sendInitialEvents'))
    expect(watchLists).toHaveLength(1)
  })

  test('[J2.7] a server that ignores sendInitialEvents never marks the end: after a while it is listed', async () => {
    await using cluster = await aCluster()
    const { server, createPods } = cluster
    server.setWatchList('ignored')
    createPods(3)
    await using following = await follow(server, { tuning: { initialEventsSilenceMs: 600, concurrentLoads: 50 } })
    await following.equalsServer()
    const story = following.mirror.story(PODS).filter((told) => !told.startsWith('state') && told !== 'bookmark')
    expect(story).toEqual([
      'list-begin first',
      'list-page 3',
      'list-abandoned',
      'list-begin first',
      'list-page 3',
      'list-end',
    ])
  })

  test('[J2.7] an end bookmark that comes late is waited for while objects still arrive', async () => {
    await using cluster = await aCluster()
    const { server, createPods } = cluster
    server.setBookmarks({ delayMs: 150 })
    createPods(3)
    await using following = await follow(server)
    await following.equalsServer()
    expect(following.mirror.told('list-abandoned')).toEqual([])
  })

  test('[B.3] when the snapshot expires between two pages, all pages are forgotten and the list begins again', async () => {
    await using cluster = await aCluster()
    const { store, server, createPods } = cluster
    server.setWatchList('refused')
    createPods(30)
    const onPodList = once(() => {
      store.create(resources.pods, aPod('late'))
      server.compact()
    })
    await using following = await follow(server, {
      tuning: { listPageSize: 10 },
      onMessage: (message) => isPodList(message) && onPodList(),
    })
    await until(() => following.stateOf('Pod') === 'live')
    const queries = queriesOf(server.requests({ resource: 'pods', verb: 'list' }))
    await following.equalsServer()
    expect(following.mirror.told('list-abandoned', 'Pod')).toHaveLength(1)
    expect(queries).toEqual(['limit', 'limit continue', 'limit', 'limit continue', 'limit continue', 'limit continue'])
  })

  test('[B.3] a list that expires twice is asked for in one piece', async () => {
    await using cluster = await aCluster()
    const { server, createPods } = cluster
    server.setWatchList('refused')
    createPods(25)
    const expire = () =>
      server.failNext({ resource: 'pods', verb: 'list' }, { status: statuses.expired('too old', 'go-on') })
    await using following = await follow(server, {
      tuning: { listPageSize: 10 },
      onMessage: (message) => isPodList(message) && expire(),
    })
    await until(() => following.stateOf('Pod') === 'live')
    const queries = queriesOf(server.requests({ resource: 'pods', verb: 'list' }))
    expect(queries).toEqual(['limit', 'limit continue', 'limit', 'limit continue', ''])
    expect(following.mirror.told('list-abandoned', 'Pod')).toHaveLength(2)
    expect(following.objects('Pod').size).toBe(25)
  })

  test('[B.6] a page that fails by the way is asked for again, and the pages before it count', async () => {
    await using cluster = await aCluster()
    const { server, createPods } = cluster
    server.setWatchList('refused')
    createPods(25)
    const onPodList = once(() => {
      server.failNext({ resource: 'pods', verb: 'list' }, { status: statuses.tooManyRequests(1) })
      server.failNext({ resource: 'pods', verb: 'list' }, 'reset')
    })
    await using following = await follow(server, {
      tuning: { listPageSize: 10 },
      onMessage: (message) => isPodList(message) && onPodList(),
    })
    await until(() => following.stateOf('Pod') === 'live')
    expect(following.objects('Pod').size).toBe(25)
    expect(following.mirror.told('list-begin', 'Pod')).toHaveLength(1)
    expect(server.requests({ resource: 'pods', verb: 'list' })).toHaveLength(5)
  })

  test('[B.6] at most five first loads run at the same time, and what the chart needs comes first', async () => {
    await using cluster = await aCluster()
    const { server } = cluster
    const held = server.holdWatches()
    await using following = await follow(server, { tuning: { initialEventsSilenceMs: 60_000 } })
    await until(() => server.openWatches().length === 5)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(server.openWatches().map(({ resource }) => resource)).toEqual([
      'services',
      'ingresses',
      'endpointslices',
      'pods',
      'deployments',
    ])
    held.release()
    await following.equalsServer()
  })
})
