import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { ObjectStore, resources, startApiServer } from '@portolan/demo-cluster'
import { projectObject } from '@portolan/domain'
import type { SourceMessage } from '@portolan/pipeline/ports'
import { describe, expect, test } from 'vitest'
import { createClusterSource } from '../create-cluster-source.ts'
import { loadCluster } from '../credentials/load-cluster.ts'
import { systemClock } from '../testing/system-clock.ts'
import { until as soon } from '../testing/until.ts'
import { beginThread } from '../thread/source-thread.ts'
import { createThreadedSource } from '../thread/threaded-source.ts'

const MIB = 1024 * 1024
/** A thread that loads its sources, compiling them, on a busy machine. */
const PATIENCE_MS = 60_000
const filler = 'x'.repeat(40_000)
const aPod = (index: number) => ({
  metadata: { name: `web-${index}`, namespace: 'shop', annotations: { filler } },
  spec: { nodeName: `node-${index % 3}`, containers: [{ name: 'web', image: 'web:1' }] },
  status: { phase: 'Running', podIP: `10.0.0.${index % 250}` },
})
const until = (claim: () => boolean) => soon(claim, () => '', PATIENCE_MS)
const turn = () => new Promise((resolve) => setImmediate(resolve))

async function aCluster() {
  const store = new ObjectStore({
    clock: Date.now,
    random: Math.random,
    firstResourceVersion: 100,
    historyLimit: 100_000,
  })
  store.create(resources.namespaces, { metadata: { name: 'kube-system' } })
  for (let index = 0; index < 20; index++) store.create(resources.pods, aPod(index))
  const slowWatchLimit = Number.POSITIVE_INFINITY
  const server = await startApiServer({ store, resources: Object.values(resources), slowWatchLimit })
  const directory = await mkdtemp(join(tmpdir(), 'portolan-kube-source-'))
  const kubeconfig = join(directory, 'config')
  await server.writeKubeconfig(kubeconfig)
  return {
    store,
    kubeconfig,
    async [Symbol.asyncDispose]() {
      await server.close()
      await rm(directory, { recursive: true })
    },
  }
}

/** Objects told of Pods, by name; and where the source stands. */
class Listener {
  readonly pods = new Map<string, unknown>()
  readonly told: SourceMessage[] = []
  held: Promise<void> | undefined

  async listen(messages: AsyncIterable<SourceMessage>): Promise<void> {
    for await (const message of messages) {
      this.#take(message)
      if (this.held !== undefined) await this.held
    }
  }

  #take(message: SourceMessage): void {
    if (message.type === 'cluster' || message.stream.kind !== 'Pod') return
    this.told.push(message)
    const objects = message.type === 'list-page' ? message.objects : []
    const changed = message.type === 'watched' ? message.changes.map(({ projected }) => projected) : []
    for (const { object } of [...objects, ...changed]) this.pods.set(object.metadata.name, object)
  }
}

describe('the source in its thread', () => {
  test(
    'tells what a source without a thread tells, survives a crash of the thread, and pauses sockets',
    async () => {
      await using cluster = await aCluster()
      const { store, kubeconfig } = cluster
      const workers: Worker[] = []
      const ending = new AbortController()
      const { signal } = ending
      const [threaded, plain] = [new Listener(), new Listener()]
      const source = createThreadedSource({
        cluster: { kubeconfig },
        installationKey: '00'.repeat(32),
        clock: systemClock,
        tuning: { backoffBaseMs: 1, backoffCapMs: 2 },
        begin: (order) => {
          const worker = beginThread(order)
          workers.push(worker)
          return worker
        },
      })
      const configured = await loadCluster({ kubeconfig })
      if (configured === undefined) throw new Error('the kubeconfig just written was not found')
      const direct = createClusterSource({
        cluster: configured,
        clock: systemClock,
        project: (resource, raw) => projectObject(resource, raw, { fingerprint: String }),
      })
      const running = Promise.all([
        threaded.listen(source.follow({ cursors: [], signal })),
        plain.listen(direct.follow({ cursors: [], signal })),
      ])
      const podState = () => source.statistics().find(({ stream }) => stream.kind === 'Pod')
      const isLive = () => podState()?.state === 'live'
      await until(() => isLive() && threaded.pods.size === 20)

      await workers[0]?.terminate()
      store.create(resources.pods, aPod(20))
      await until(() => threaded.pods.size === 21 && workers.length === 2)
      await until(() => isLive() && plain.pods.size === 21)
      expect(threaded.pods).toEqual(plain.pods)
      expect(threaded.told.filter(({ type }) => type === 'list-begin')).toHaveLength(1)
      expect(threaded.told.filter(({ type }) => type === 'blind')).toEqual([])

      let release = (): void => undefined
      threaded.held = new Promise((resolve) => {
        release = resolve
      })
      const before = podState()?.bytes ?? 0
      for (let index = 21; index < 1_021; index++) {
        store.create(resources.pods, aPod(index))
        if (index % 10 === 0) await turn()
      }
      await new Promise((resolve) => setTimeout(resolve, 300))
      // 40 MB wait in the server; what is read is what fits into parcels and buffers.
      expect((podState()?.bytes ?? 0) - before).toBeLessThan(30 * MIB)
      threaded.held = undefined
      release()
      await until(() => threaded.pods.size === 1_021 && plain.pods.size === 1_021)
      expect(threaded.pods).toEqual(plain.pods)
      expect([...threaded.pods.keys()]).toEqual([...plain.pods.keys()])

      ending.abort()
      await running
    },
    3 * PATIENCE_MS,
  )
})
