import { ObjectStore, playRecording, resources, startApiServer } from '@portolan/demo-cluster'
import { projectObject, type WatchedResource } from '@portolan/domain'
import { Recorder } from '@portolan/pipeline'
import { MemoryHistory } from '@portolan/pipeline/testing'
import { describe, expect, test } from 'vitest'
import { createClusterSource } from '../create-cluster-source.ts'
import { clusterOf, QUICK, type ReachableServer } from '../testing/following.ts'
import { systemClock } from '../testing/system-clock.ts'
import { until } from '../testing/until.ts'

const HARBOUR = new URL('../../../../fixtures/recordings/harbour.jsonl.gz', import.meta.url)
const fingerprint = (text: string) => `#${text.length}`
const project = (resource: WatchedResource, raw: unknown) => projectObject(resource, raw, { fingerprint })

async function aCluster() {
  const store = new ObjectStore({ clock: Date.now, random: Math.random, firstResourceVersion: 100 })
  store.create(resources.namespaces, { metadata: { name: 'kube-system' } })
  const server = await startApiServer({ store, resources: Object.values(resources), bookmarkIntervalMs: 20 })
  return { store, server, [Symbol.asyncDispose]: () => server.close() }
}

/** What Portolan does with a cluster, without a disk. */
async function record(server: ReachableServer, history: MemoryHistory) {
  const source = createClusterSource({ cluster: await clusterOf(server), project, clock: systemClock, tuning: QUICK })
  const restored = await history.restore()
  const recorder = new Recorder({ source, writer: history, clock: systemClock, restored })
  const stopping = new AbortController()
  const running = recorder.run(stopping.signal)
  running.catch(() => undefined)
  const isFollowed = () => {
    const streams = source.statistics()
    return streams.length > 0 && streams.every(({ state }) => state === 'live' || state === 'absent')
  }
  await until(() => isFollowed() && recorder.isReady())
  const stop = async () => {
    stopping.abort(new Error('the test is over'))
    await running
  }
  return { recorder, source, stop, isFollowed }
}

const aService = (name: string, port: number) => ({
  metadata: { name, namespace: 'shop' },
  spec: {
    type: 'ClusterIP',
    clusterIP: '10.0.0.9',
    ports: [{ name: 'http', port, protocol: 'TCP', targetPort: port }],
  },
})

const inShort = (history: MemoryHistory, from = 0) =>
  history.changes
    .slice(from)
    .filter(({ kind }) => kind === 'Service')
    .map(({ change, evidence, name }) => `${change} ${name} (${evidence})`)

describe('recorded', () => {
  test('[J2.3] after a gap the log holds exactly the difference, marked as inferred and bounded in time', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    for (const name of ['same', 'edited', 'deleted', 'recreated']) store.create(resources.services, aService(name, 80))
    const history = new MemoryHistory()
    const { stop, source, isFollowed } = await record(server, history)
    expect(inShort(history).sort()).toEqual([
      'added deleted (initial)',
      'added edited (initial)',
      'added recreated (initial)',
      'added same (initial)',
    ])
    const before = history.changes.length
    await server.refuseConnections()
    const lastSeen = source.statistics().find(({ stream }) => stream.kind === 'Service')?.lastObservedAt ?? 0
    store.remove(resources.services, aService('deleted', 80))
    store.remove(resources.services, aService('recreated', 80))
    store.create(resources.services, aService('recreated', 80))
    store.update(resources.services, aService('edited', 80), (draft) => {
      draft.spec = aService('edited', 8080).spec
    })
    store.create(resources.services, aService('created', 80))
    store.create(resources.services, aService('came and went', 80))
    store.remove(resources.services, aService('came and went', 80))
    server.compact()
    await server.stopRefusing()
    await until(() => isFollowed() && inShort(history, before).length >= 5)
    await stop()
    expect(inShort(history, before).sort()).toEqual([
      'added created (listed)',
      'added recreated (listed)',
      'deleted deleted (listed)',
      'deleted recreated (listed)',
      'modified edited (listed)',
    ])
    const [gap] = [...history.gaps.values()].filter(({ kind }) => kind === 'Service')
    expect(gap).toEqual({ kind: 'Service', from: expect.any(Number), to: expect.any(Number), reason: 'expired' })
    expect(gap?.from).toBeLessThanOrEqual(lastSeen)
    for (const { observedFrom, observedAt, kind } of history.changes.slice(before)) {
      if (kind !== 'Service') continue
      expect(observedAt).toBe(gap?.to)
      expect(observedFrom).toBeLessThan(observedAt)
    }
  })

  test('[J2.5] what was missed while Portolan was down is found after a restart: watched if the server still knows', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    store.create(resources.services, aService('web', 80))
    const history = new MemoryHistory()
    const first = await record(server, history)
    await first.stop()
    const before = history.changes.length
    store.remove(resources.services, aService('web', 80))
    const second = await record(server, history)
    await until(() => inShort(history, before).length === 1)
    await second.stop()
    expect(inShort(history, before)).toEqual(['deleted web (watched)'])
    const [change] = history.changes.slice(before)
    expect(change?.observedFrom).toBeLessThan(change?.observedAt ?? 0)
    expect(history.changes.map(({ seq }) => seq)).toEqual(history.changes.map((_, index) => index + 1))
  })

  test('[J9] of a real cluster, every object of a list and of a watch is understood', async () => {
    const server = await playRecording({ file: HARBOUR, speed: Number.POSITIVE_INFINITY, startsWhen: 'watched' })
    const history = new MemoryHistory()
    const { stop, source } = await record(server, history)
    await server.done
    await until(() => source.statistics().every(({ lastObservedAt }) => (lastObservedAt ?? 0) < Date.now() - 100))
    await stop()
    await server.close()
    expect(source.statistics().filter(({ parseErrors }) => parseErrors > 0)).toEqual([])
    expect(history.changes.filter(({ evidence }) => evidence === 'watched').length).toBeGreaterThan(500)
  })
})
