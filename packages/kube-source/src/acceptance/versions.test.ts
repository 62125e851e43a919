import { ObjectStore, resources, startApiServer, statuses } from '@portolan/demo-cluster'
import { describe, expect, test } from 'vitest'
import { follow } from '../testing/following.ts'
import { answerJson, aScriptedCluster, endOfInitialEvents, line } from '../testing/scripted-cluster.ts'
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
  return { store, server, [Symbol.asyncDispose]: () => server.close() }
}

const aPod = (name: string) => ({ metadata: { name, namespace: 'shop' } })
const PODS = { kind: 'Pod' } as const

describe('versions that expire', () => {
  test.each([
    ['410 as HTTP status', { status: statuses.expired() }],
    ['410 as the first ERROR line', { errorLine: statuses.expired() }],
    ['Gone as the first ERROR line', { errorLine: statuses.gone() }],
  ])('[J2.1] [B.6] after %s a stream is blind until its list', async (_, failure) => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    store.create(resources.pods, aPod('web-1'))
    await using following = await follow(server)
    await following.settled()
    store.create(resources.services, { metadata: { name: 'web', namespace: 'shop' } })
    await until(() => following.statistics('Pod')?.lastBookmarkAt !== undefined)
    const lastSeen = following.statistics('Pod')?.lastObservedAt ?? 0
    server.failNext({ verb: 'watch', resource: 'pods' }, failure)
    await server.refuseConnections()
    store.remove(resources.pods, aPod('web-1'))
    store.create(resources.pods, aPod('web-2'))
    await server.stopRefusing()
    await following.equalsServer()
    const [blind] = following.mirror.told('blind')
    expect(following.mirror.told('blind')).toEqual([
      { type: 'blind', stream: PODS, reason: 'expired', since: expect.any(Number) },
    ])
    expect(blind?.since).toBeGreaterThanOrEqual(lastSeen)
    const story = following.mirror.story(PODS)
    expect(story.slice(story.lastIndexOf('state waiting') + 1).filter((told) => told !== 'bookmark')).toEqual([
      'blind expired',
      'state listing',
      'list-begin expired',
      'list-page 1',
      'list-end',
      'state live',
    ])
    expect(following.statistics('Pod')).toMatchObject({ relists: 1, state: 'live' })
  })

  test('[B.6] 410 in the middle of a stream is a gap at once', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    await using following = await follow(server)
    await following.settled()
    server.failWatches({ resource: 'pods' }, statuses.expired())
    store.create(resources.pods, aPod('web-1'))
    await following.equalsServer()
    expect(following.mirror.told('blind').map(({ stream, reason }) => [stream.kind, reason])).toEqual([
      ['Pod', 'expired'],
    ])
  })

  test('[B.4] 410 on Events is routine: each time blind, each time listed', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    await using following = await follow(server)
    await following.settled()
    for (let round = 1; round <= 2; round++) {
      store.create(resources.pods, aPod(`web-${round}`))
      server.compact()
      server.endWatches({ resource: 'events' })
      await until(() => following.statistics('Event')?.relists === round && following.stateOf('Event') === 'live')
    }
    await following.equalsServer()
    expect(following.mirror.told('blind', 'Event')).toHaveLength(2)
  })

  test('[J2.1] [B.6] 504 ResourceVersionTooLarge is waited out', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    await using following = await follow(server, { tuning: { tooLargeVersionMs: 60_000 } })
    await following.settled()
    const tooLarge = { errorLine: statuses.tooLargeResourceVersion(900, 100) }
    const fault = server.failNext({ verb: 'watch', resource: 'pods' }, tooLarge, 3)
    server.endWatches({ resource: 'pods' })
    store.create(resources.pods, aPod('web-1'))
    await following.equalsServer()
    expect(fault.strikes).toBe(3)
    expect(following.mirror.told('blind')).toEqual([])
  })

  test('[B.6] a version that nobody knows for too long is given up', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    await using following = await follow(server, { tuning: { tooLargeVersionMs: 40 } })
    await following.settled()
    const status = statuses.tooLargeResourceVersion(900, 100)
    const fault = server.failNext({ verb: 'watch', resource: 'pods' }, { status }, Number.POSITIVE_INFINITY)
    server.endWatches({ resource: 'pods' })
    await until(() => following.mirror.told('blind').length === 1)
    fault.lift()
    store.create(resources.pods, aPod('web-1'))
    await following.equalsServer()
    expect(following.mirror.told('list-begin', 'Pod').map(({ cause }) => cause)).toEqual(['first', 'expired'])
  })
})

describe('epochs', () => {
  test('[B.6] a cluster restored from a backup begins a new epoch for every stream', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    store.create(resources.pods, aPod('kept'))
    const backup = server.backup()
    await using following = await follow(server)
    await following.settled()
    for (let index = 0; index < 20; index++) store.create(resources.pods, aPod(`lost-${index}`))
    await until(() => following.objects('Pod').size === 21)
    server.restoreCluster(backup)
    await following.equalsServer()
    await until(() => following.mirror.told('list-begin', 'Pod').length === 2)
    await following.equalsServer()
    expect([...following.objects('Pod').values()].map(({ content }) => content)).toMatchObject([
      { metadata: { name: 'kept' } },
    ])
    expect(following.mirror.told('blind', 'Pod').map(({ reason }) => reason)).toEqual(['epoch'])
    expect(following.mirror.told('list-begin', 'Pod').map(({ cause }) => cause)).toEqual(['first', 'epoch'])
  })

  test('[B.6] another cluster behind the same address is noticed by its kube-system, though its versions are higher', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    store.create(resources.pods, aPod('web-1'))
    await using following = await follow(server)
    await following.settled()
    server.restoreCluster(server.backup(), { isOtherCluster: true })
    store.create(resources.pods, aPod('web-2'))
    const isRead = () => following.mirror.told('list-end').length >= 2 * following.source.statistics().length
    await until(isRead, () => following.mirror.told('list-end').length)
    await following.equalsServer()
    const causes = following.mirror.told('list-begin').map(({ cause }) => cause)
    expect(new Set(causes)).toEqual(new Set(['first', 'epoch']))
    expect(following.mirror.told('blind').every(({ reason }) => reason === 'epoch')).toBe(true)
  })

  test('[B.6] a log of another cluster is not continued', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    store.create(resources.pods, aPod('web-1'))
    const cursors = [{ stream: PODS, resourceVersion: '101', observedAt: Date.now() - 60_000 }]
    await using following = await follow(server, { cursors, clusterUid: 'the uid of another kube-system' })
    following.mirror.assume(PODS)
    await following.equalsServer()
    expect(following.mirror.told('blind')).toEqual([
      { type: 'blind', stream: PODS, reason: 'epoch', since: cursors[0]?.observedAt },
    ])
    expect(following.mirror.told('list-begin', 'Pod').map(({ cause }) => cause)).toEqual(['epoch'])
    expect(following.mirror.told('list-begin', 'Service').map(({ cause }) => cause)).toEqual(['first'])
  })

  test('[B.6] a version from the future is not resumed: the server would keep silent until it is reached', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    store.create(resources.pods, aPod('web-1'))
    const cursors = [{ stream: PODS, resourceVersion: '9007199254740993', observedAt: Date.now() }]
    await using following = await follow(server, { cursors })
    following.mirror.assume(PODS)
    await following.equalsServer()
    expect(following.mirror.told('list-begin', 'Pod').map(({ cause }) => cause)).toEqual(['epoch'])
  })

  test('[B.6] one stream that finds the cluster gone back makes every stream begin again, also those that still run', async () => {
    let hasGoneBack = false
    await using server = await aScriptedCluster(['pods', 'services'], {
      watch: (query, response, { resource }) => {
        response.flushHeaders()
        if (query.has('sendInitialEvents')) response.write(endOfInitialEvents(hasGoneBack ? 7 : 50))
        if (resource !== 'pods' || hasGoneBack) return
        hasGoneBack = true
        response.write(line('BOOKMARK', '', 7))
      },
      list: (_, response) => answerJson(response, { kind: 'List', metadata: { resourceVersion: '7' }, items: [] }),
    })
    await using following = await follow(server, { tuning: { identityFreshMs: 60_000, idleAlarmMs: 60_000 } })
    const causes = (kind: string) => following.mirror.told('list-begin', kind).map(({ cause }) => cause)
    await until(() => causes('Pod').length === 2 && causes('Service').length === 2)
    expect([causes('Pod'), causes('Service')]).toEqual([
      ['first', 'epoch'],
      ['first', 'epoch'],
    ])
  })

  test('[B.4] a kind without bookmarks checks its version at each reconnect, even after a clean end', async () => {
    await using cluster = await aCluster()
    const { server } = cluster
    await using following = await follow(server)
    await following.settled()
    const lists = (resource: string) => server.requests({ verb: 'list', resource }).length
    const before = { events: lists('events'), pods: lists('pods') }
    server.endWatches({ resource: 'events' })
    server.endWatches({ resource: 'pods' })
    const isBack = (resource: string) => server.requests({ verb: 'watch', resource }).length === 2
    await until(() => isBack('events') && isBack('pods'))
    expect({ events: lists('events'), pods: lists('pods') }).toEqual({ ...before, events: before.events + 1 })
  })
})
