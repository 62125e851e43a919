import { ObjectStore, resources, startApiServer } from '@portolan/demo-cluster'
import { describe, expect, test } from 'vitest'
import { follow } from '../testing/following.ts'
import { until } from '../testing/until.ts'

const MIB = 1024 * 1024

async function aCluster(options: Partial<Parameters<typeof startApiServer>[0]> = {}) {
  const store = new ObjectStore({
    clock: Date.now,
    random: Math.random,
    firstResourceVersion: 100,
    historyLimit: 100_000,
  })
  store.create(resources.namespaces, { metadata: { name: 'kube-system' } })
  const server = await startApiServer({
    store,
    resources: Object.values(resources),
    bookmarkIntervalMs: 50,
    ...options,
  })
  return { store, server, [Symbol.asyncDispose]: () => server.close() }
}

const filler = 'x'.repeat(20_000)
const aPod = (index: number) => ({ metadata: { name: `web-${index}`, namespace: 'shop' }, spec: { filler } })
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('back-pressure', () => {
  test('[J2.4] while nobody pulls, the socket is paused; then everything comes, each change once', async () => {
    await using cluster = await aCluster({ slowWatchLimit: Number.POSITIVE_INFINITY })
    const { store, server } = cluster
    await using following = await follow(server)
    await following.settled()
    const release = following.hold()
    const before = following.statistics('Pod')?.bytes ?? 0
    for (let index = 0; index < 2_000; index++) {
      store.create(resources.pods, aPod(index))
      if (index % 20 === 0) await turn()
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
    const read = (following.statistics('Pod')?.bytes ?? 0) - before
    expect(read).toBeLessThan(1 * MIB)
    release()
    await until(() => following.objects('Pod').size === 2_000)
    expect(following.mirror.repeated).toEqual([])
    expect(following.mirror.told('blind')).toEqual([])
    expect((following.statistics('Pod')?.bytes ?? 0) - before).toBeGreaterThan(38 * MIB)
    expect(following.mirror.broken).toEqual([])
  })

  test('[J2.4] [B.4] a server that disconnects the slow consumer is resumed where it was', async () => {
    await using cluster = await aCluster({ slowWatchLimit: 10 })
    const { store, server } = cluster
    await using following = await follow(server)
    await following.settled()
    const release = following.hold()
    for (let index = 0; index < 2_000; index++) {
      store.create(resources.pods, aPod(index))
      if (index % 20 === 0) await turn()
    }
    await until(() => server.openWatches({ resource: 'pods' }).length === 0)
    release()
    await until(() => following.objects('Pod').size === 2_000)
    expect(following.mirror.repeated).toEqual([])
    expect(following.mirror.told('blind')).toEqual([])
    expect(following.statistics('Pod')?.reconnects).toBeGreaterThan(0)
  })

  test('[B.7] what waited in the socket may be older than its arrival', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    await using following = await follow(server, { tuning: { pauseMs: 50, catchUpMs: 60_000 } })
    await following.settled()
    store.create(resources.pods, aPod(1))
    await until(() => following.objects('Pod').size === 1)
    const release = following.hold()
    for (const index of [2, 3, 4]) {
      store.create(resources.pods, aPod(index))
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
    const releasedAt = Date.now()
    release()
    await until(() => following.objects('Pod').size === 4)
    const late = following.mirror.told('watched', 'Pod').filter(({ observedAt }) => observedAt >= releasedAt)
    expect(late.length).toBeGreaterThan(0)
    for (const { observedFrom } of late) expect(observedFrom).toBeLessThan(releasedAt)
  })
})
