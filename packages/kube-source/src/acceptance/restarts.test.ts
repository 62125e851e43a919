import { ObjectStore, resources, startApiServer } from '@portolan/demo-cluster'
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
const PODS = { kind: 'Pod' } as const

describe('restarts', () => {
  test('[J2.5] killed after any message and started again, nothing is missing and nothing is told twice', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    store.create(resources.pods, aPod('old-1'))
    const first = await follow(server)
    await first.settled()
    for (let index = 0; index < 10; index++) {
      store.create(resources.pods, aPod(`web-${index}`))
      if (index % 3 === 0) store.remove(resources.pods, aPod(`web-${index}`))
      await new Promise((resolve) => setTimeout(resolve, 3))
    }
    await first.equalsServer()
    await first.end()
    const { length } = first.mirror.messages
    for (let killed = 0; killed < 12; killed++) {
      const count = Math.floor((length * killed) / 11)
      store.create(resources.pods, aPod(`after-${killed}`))
      await using second = await follow(server, { after: first.mirror.replayed(count) })
      await second.equalsServer()
      expect(second.mirror.repeated).toEqual([])
      expect(second.mirror.told('blind')).toEqual([])
    }
  })

  test('[B.5] a stream with a cursor is not listed again, and what was missed may be as old as the cursor', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    const first = await follow(server)
    await first.settled()
    await first.end()
    store.create(resources.pods, aPod('while-down'))
    await using second = await follow(server, { after: first.mirror })
    await until(() => second.objects('Pod').size === 1)
    await second.settled()
    const [cursor] = first.mirror.cursors().filter(({ stream }) => stream.kind === 'Pod')
    expect(second.mirror.told('list-begin')).toEqual([])
    expect(second.mirror.told('watched', 'Pod')[0]?.observedFrom).toBe(cursor?.observedAt)
    expect(second.mirror.story(PODS).slice(0, 4)).toEqual(['state waiting', 'state waiting', 'state live', 'watched 1'])
  })

  test('[B.5] a stream with a cursor that has expired is blind since the cursor, until its list', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    store.create(resources.pods, aPod('gone'))
    const first = await follow(server)
    await first.settled()
    await first.end()
    store.remove(resources.pods, aPod('gone'))
    server.compact()
    await using second = await follow(server, { after: first.mirror })
    await second.equalsServer()
    const [cursor] = first.mirror.cursors().filter(({ stream }) => stream.kind === 'Pod')
    expect(second.mirror.told('blind', 'Pod')).toEqual([
      { type: 'blind', stream: PODS, reason: 'expired', since: cursor?.observedAt },
    ])
  })
})
