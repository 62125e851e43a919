import { ObjectStore, resources, startApiServer, statuses } from '@portolan/demo-cluster'
import { WATCHED_RESOURCES } from '@portolan/domain'
import { describe, expect, test } from 'vitest'
import { follow } from '../testing/following.ts'
import { until } from '../testing/until.ts'

async function aCluster() {
  const store = new ObjectStore({ clock: Date.now, random: Math.random, firstResourceVersion: 100 })
  store.create(resources.namespaces, { metadata: { name: 'kube-system' } })
  const server = await startApiServer({ store, resources: Object.values(resources), bookmarkIntervalMs: 20 })
  return { store, server, [Symbol.asyncDispose]: () => server.close() }
}

const aPod = (name: string) => ({ metadata: { name, namespace: 'shop' } })

describe('statistics', () => {
  test('[J2.6] every stream tells its state, version, times, reconnects, lists, bytes and parse errors', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    const startedAt = Date.now()
    await using following = await follow(server)
    await following.settled()
    store.create(resources.pods, aPod('web-1'))
    await until(() => following.statistics('Pod')?.lastBookmarkAt !== undefined)
    server.endWatches({ resource: 'pods' })
    store.create(resources.pods, aPod('web-2'))
    await following.equalsServer()
    server.failWatches({ resource: 'pods' }, statuses.expired())
    await until(() => following.statistics('Pod')?.relists === 1)
    await following.equalsServer()
    const pods = following.statistics('Pod')
    expect(pods).toEqual({
      stream: { kind: 'Pod' },
      state: 'live',
      lastObservedAt: expect.any(Number),
      lastBookmarkAt: expect.any(Number),
      resourceVersion: store.currentResourceVersion,
      reconnects: 2,
      relists: 1,
      bytes: expect.any(Number),
      parseErrors: 0,
    })
    expect(pods?.lastObservedAt).toBeGreaterThanOrEqual(startedAt)
    expect(pods?.bytes).toBeGreaterThan(400)
  })

  test('[J2.6] there is one entry per stream, in the order of the table, before anything is connected too', async () => {
    await using cluster = await aCluster()
    const { server } = cluster
    await using following = await follow(server)
    const kinds = WATCHED_RESOURCES.map(({ kind }) => kind)
    expect(following.source.statistics().map(({ stream }) => stream.kind)).toEqual(kinds)
    expect(new Set(following.source.statistics().map(({ state }) => state))).toEqual(new Set(['waiting']))
    await following.settled()
    expect(following.source.statistics().map(({ stream }) => stream.kind)).toEqual(kinds)
  })

  test('[J2.6] the states that are told are the states that are counted', async () => {
    await using cluster = await aCluster()
    const { server } = cluster
    await using following = await follow(server)
    await following.settled()
    for (const { stream, state } of following.source.statistics()) {
      const told = following.mirror.told('state', stream.kind)
      expect(told.at(-1)?.state).toBe(state)
      expect(told.map((message) => message.state)).toEqual(['waiting', 'listing', 'live'])
    }
  })
})
