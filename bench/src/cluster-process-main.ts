import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { buildLargeCluster, type Churn, churn, resources, startApiServer } from '@portolan/demo-cluster'
import type { ClusterAnswer, ClusterRequest } from './cluster-process.ts'

type Store = ReturnType<typeof buildLargeCluster>
type Server = Awaited<ReturnType<typeof startApiServer>>

const NEWLINE = 10
/** What churn writes. */
const PREPARED = { pods: '/api/v1/pods', endpointslices: '/apis/discovery.k8s.io/v1/endpointslices' }

let store: Store | undefined
let server: Server | undefined
let running: Churn | undefined

process.on('message', (request: ClusterRequest) => {
  void answer(request).then((done) => process.send?.(done))
})
process.on('disconnect', () => process.exit(0))

async function answer(request: ClusterRequest): Promise<ClusterAnswer> {
  switch (request.type) {
    case 'serve':
      store = buildLargeCluster({ ...request.cluster, historyLimit: 400_000 })
      server = await startApiServer({ store, resources: Object.values(resources), slowWatchLimit: 500_000 })
      await server.writeKubeconfig(request.kubeconfig)
      return { changes: 0, bytes: 0 }
    case 'prepare':
      return prepare(request.changes, request.linesFile)
    case 'churn':
      running = churn(served().store, { changesPerSecond: request.changesPerSecond })
      return { changes: 0, bytes: 0 }
    case 'stop-churn':
      running?.stop()
      return { changes: running?.changes ?? 0, bytes: 0 }
  }
}

/** Everything is rendered once here, so that afterwards the server only copies bytes. */
async function prepare(changes: number, linesFile: string): Promise<ClusterAnswer> {
  const { store, server } = served()
  const from = Number(store.currentResourceVersion)
  writeAtOnce(store, changes)
  const written = Number(store.currentResourceVersion) - from
  const done: ClusterAnswer[] = []
  let left = written
  const abort = new AbortController()
  await Promise.all(
    Object.entries(PREPARED).map(async ([plural, path]) => {
      const lines = createWriteStream(`${linesFile}-${plural}`)
      const answer = await fetch(`${server.url}${path}?watch=1&resourceVersion=${from}`, { signal: abort.signal })
      try {
        for await (const chunk of answer.body ?? []) {
          done.push({ changes: chunk.filter((byte: number) => byte === NEWLINE).length, bytes: chunk.length })
          left -= done.at(-1)?.changes ?? 0
          if (!lines.write(chunk)) await once(lines, 'drain')
          if (left <= 0) abort.abort()
        }
      } catch (error) {
        if (!abort.signal.aborted) throw error
      }
      lines.end()
      await once(lines, 'finish')
    }),
  )
  return { changes: written, bytes: done.reduce((sum, { bytes }) => sum + bytes, 0) }
}

/** As much churn as is wanted, without waiting for the clock. */
function writeAtOnce(store: Store, changes: number): void {
  let now = Date.now()
  let next = (): void => undefined
  const timers = {
    now: () => now,
    after: (ms: number, task: () => void) => {
      now += ms
      next = task
      return () => undefined
    },
  }
  const writing = churn(store, { changesPerSecond: 10_000, timers })
  while (writing.changes < changes) next()
  writing.stop()
}

function served(): { store: Store; server: Server } {
  if (store === undefined || server === undefined) throw new Error('serve comes first')
  return { store, server }
}
