import { ObjectStore, resources, startApiServer, statuses } from '@portolan/demo-cluster'
import { describe, expect, test } from 'vitest'
import { createClusterSource } from '../create-cluster-source.ts'
import { clusterOf, Following, follow, keepWhole } from '../testing/following.ts'
import { systemClock } from '../testing/system-clock.ts'
import { until } from '../testing/until.ts'

async function aCluster(options: Partial<Parameters<typeof startApiServer>[0]> = {}) {
  const store = new ObjectStore({ clock: Date.now, random: Math.random, firstResourceVersion: 100 })
  store.create(resources.namespaces, { metadata: { name: 'kube-system' } })
  const served = { store, resources: Object.values(resources), bookmarkIntervalMs: 50, ...options }
  const server = await startApiServer(served)
  return { store, server, [Symbol.asyncDispose]: () => server.close() }
}

const aPod = (name: string) => ({ metadata: { name, namespace: 'shop' } })

describe('outages', () => {
  test('[J2.1] an API server that restarts costs nothing: no gap, no list, no change told twice', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    store.create(resources.pods, aPod('web-1'))
    await using following = await follow(server)
    await following.settled()
    await server.refuseConnections()
    const sentence = `the API server at ${server.url} refused the connection (ECONNREFUSED); retrying`
    await until(() => following.source.statistics().every(({ detail }) => detail === sentence))
    store.create(resources.pods, aPod('web-2'))
    store.remove(resources.pods, aPod('web-1'))
    await server.stopRefusing()
    await following.equalsServer()
    expect(following.mirror.told('blind')).toEqual([])
    expect(following.mirror.told('list-begin', 'Pod')).toHaveLength(1)
    expect(following.mirror.repeated).toEqual([])
  })

  test('an unreachable server at the start is told in a sentence, and waited for', async () => {
    await using cluster = await aCluster()
    const { server } = cluster
    const configured = await clusterOf(server)
    await server.refuseConnections()
    await using following = new Following(configured)
    const sentence = `the API server at ${server.url} refused the connection (ECONNREFUSED); retrying`
    await until(() => following.source.statistics().every(({ detail }) => detail === sentence))
    expect(following.mirror.messages[0]).toEqual({ type: 'cluster', identity: { name: 'demo', server: server.url } })
    await server.stopRefusing()
    await following.equalsServer()
    expect(following.mirror.told('cluster').at(-1)?.identity.version).toBe('v1.36.2')
  })

  test.each([
    ['429 with Retry-After', statuses.tooManyRequests(1)],
    ['503', statuses.serviceUnavailable()],
    ['500', statuses.internalError()],
  ])('[J2.1] %s to anything is waited out', async (_, status) => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    const atStart = ['discovery', 'watch', 'list'] as const
    const faults = atStart.map((verb) => server.failNext({ verb }, { status }, 3))
    await using following = await follow(server)
    await following.settled()
    server.endWatches()
    store.create(resources.pods, aPod('web-1'))
    server.failNext({ verb: 'watch' }, { status }, 5)
    await following.equalsServer()
    server.failWatches({}, status)
    store.create(resources.pods, aPod('web-2'))
    await following.equalsServer()
    expect(faults.map(({ strikes }) => strikes)).toEqual([3, 3, 3])
    expect(following.mirror.told('blind')).toEqual([])
  })

  test('[J2.1] connections that are cut in the middle of a list or a watch lose nothing', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    server.setWatchList('refused')
    for (let index = 0; index < 50; index++) store.create(resources.pods, aPod(`web-${index}`))
    server.tearNext({ verb: 'list', resource: 'pods' }, { times: 2 })
    server.failNext({ verb: 'list', resource: 'services' }, 'reset', 2)
    await using following = await follow(server, { tuning: { listPageSize: 7 } })
    await following.equalsServer()
    server.dropConnections()
    store.remove(resources.pods, aPod('web-7'))
    await following.equalsServer()
    expect(following.mirror.told('blind')).toEqual([])
  })

  test('[J1] a watch that goes quiet is given up and resumed; a quiet Events watch is normal', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    await using following = await follow(server, { tuning: { idleAlarmMs: 300 } })
    await following.settled()
    server.silenceWatches({})
    store.create(resources.pods, aPod('web-1'))
    await until(() => following.objects('Pod').size === 1)
    expect(following.mirror.told('blind')).toEqual([])
    expect(following.statistics('Pod')?.reconnects).toBeGreaterThan(0)
    expect(following.statistics('Event')?.reconnects).toBe(0)
  })

  test('[J1] a server that accepts a request and never answers is given up', async () => {
    await using cluster = await aCluster()
    const { server } = cluster
    server.failNext({ verb: 'watch', resource: 'pods' }, 'hang')
    await using following = await follow(server, { tuning: { requestTimeoutMs: 500 } })
    await until(() => following.statistics('Pod')?.detail !== undefined && following.stateOf('Service') === 'live')
    await following.equalsServer()
    expect(following.mirror.told('state', 'Pod').map(({ detail }) => detail)).toContain(
      `the API server at ${server.url} did not answer /api/v1/pods within 0.5 s; retrying`,
    )
  })

  test('[B.5] a watch that outlives its timeout is given up', async () => {
    await using cluster = await aCluster({ bookmarkIntervalMs: 20 })
    const { store, server } = cluster
    await using following = await follow(server, {
      tuning: { watchSeconds: [0, 0], watchOverrunMs: 150, shortLifeMs: 0 },
    })
    await until(() => (following.statistics('Pod')?.reconnects ?? 0) > 1)
    store.create(resources.pods, aPod('web-1'))
    await until(() => following.objects('Pod').size === 1)
    expect(following.mirror.told('blind')).toEqual([])
  })

  test('[J2.1] [J6] watches that close at once are not opened in a storm', async () => {
    let isClosing = true
    await using cluster = await aCluster({
      onWatch: ({ resource }) => isClosing && setImmediate(() => cluster.server.endWatches({ resource })),
    })
    const { store, server } = cluster
    await using following = await follow(server, {
      tuning: { shortLifeMs: 1_000, backoffBaseMs: 50, backoffCapMs: 1_000 },
    })
    await until(() => (following.statistics('Pod')?.reconnects ?? 0) >= 4)
    const opened = server.requests({ verb: 'watch', resource: 'pods' }).map(({ at }) => at)
    expect((opened.at(-1) ?? 0) - (opened[0] ?? 0)).toBeGreaterThan(50 + 100 + 200)
    expect(following.statistics('Pod')?.detail).toBe(
      `the API server at ${server.url} ends each watch at once; retrying`,
    )
    isClosing = false
    store.create(resources.pods, aPod('web-1'))
    await until(() => following.objects('Pod').size === 1)
    expect(following.mirror.repeated).toEqual([])
  })

  test('[B.4] a watch that ends after a while is opened again at once', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    await using following = await follow(server, { tuning: { backoffBaseMs: 60_000 } })
    await following.settled()
    server.endWatches({ resource: 'pods' })
    store.create(resources.pods, aPod('web-1'))
    await until(() => following.objects('Pod').size === 1)
    expect(following.stateOf('Pod')).toBe('live')
  })

  test('[B.7] what arrives just after a reconnect may be as old as the last line before it', async () => {
    await using cluster = await aCluster({ bookmarkIntervalMs: Number.POSITIVE_INFINITY })
    const { store, server } = cluster
    let skippedMs = 0
    const clock = { ...systemClock, monotonic: () => performance.now() + skippedMs }
    await using following = await follow(server, { clock, tuning: { catchUpMs: 60_000 } })
    await following.settled()
    skippedMs += 60_000
    store.create(resources.pods, aPod('web-1'))
    await until(() => following.objects('Pod').size === 1)
    const [before] = following.mirror.told('watched', 'Pod')
    await server.refuseConnections(80)
    store.create(resources.pods, aPod('web-2'))
    await until(() => following.objects('Pod').size === 2)
    const after = following.mirror.told('watched', 'Pod')[1]
    expect(after?.observedFrom).toBe(before?.observedAt)
    expect((after?.observedAt ?? 0) - (after?.observedFrom ?? 0)).toBeGreaterThanOrEqual(80)
    skippedMs += 60_000
    store.create(resources.pods, aPod('web-3'))
    await until(() => following.objects('Pod').size === 3)
    expect(following.mirror.told('watched', 'Pod')[2]?.observedFrom).toBeUndefined()
  })

  test('[J2.1] a wall clock that steps disturbs no stream and makes no impossible interval', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    let stepMs = 0
    await using following = await follow(server, { clock: { ...systemClock, now: () => Date.now() + stepMs } })
    await following.settled()
    for (const [index, step] of [-3_600_000, 7_200_000, 0].entries()) {
      stepMs = step
      store.create(resources.pods, aPod(`web-${index}`))
      server.endWatches()
    }
    await following.equalsServer()
    expect(following.mirror.told('blind')).toEqual([])
  })

  test('when the signal aborts, following ends and leaves no connection behind', async () => {
    await using cluster = await aCluster()
    const { server } = cluster
    const following = await follow(server)
    await following.settled()
    await following.end()
    await until(() => server.openWatches().length === 0)
    expect(following.mirror.told('blind')).toEqual([])
  })

  test('a consumer that simply leaves ends everything too', async () => {
    await using cluster = await aCluster()
    const { server } = cluster
    const configured = await clusterOf(server)
    const source = createClusterSource({ cluster: configured, project: keepWhole, clock: systemClock })
    for await (const message of source.follow({ cursors: [], signal: new AbortController().signal })) {
      if (message.type === 'state' && message.state === 'live') break
    }
    await until(() => server.openWatches().length === 0)
  })
})
