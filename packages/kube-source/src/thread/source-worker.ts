import { createHmac } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { assert, projectObject } from '@portolan/domain'
import { systemClock } from '@portolan/pipeline'
import { createClusterSource } from '../create-cluster-source.ts'
import { loadCluster } from '../credentials/load-cluster.ts'
import { ClusterConfigurationError, KubeSourceError } from '../errors.ts'
import type { LogFields, SourceLog } from '../source-log.ts'
import type { FromThread, ThreadOrder, ToThread } from './messages.ts'
import { Outbox } from './outbox.ts'

/** How old statistics may be while nothing is told. */
const STATISTICS_MS = 250

const port = parentPort
assert(port, () => 'source-worker runs in a worker thread')
const post = (message: FromThread): void => port.postMessage(message)

try {
  await followCluster(workerData as ThreadOrder)
  post({ type: 'ended' })
} catch (error) {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  const isOurs = !(error instanceof KubeSourceError)
  post({ type: 'failed', reason: message, isOurs, ...(stack !== undefined && { stack }) })
}

/** Follow until told to end. @throws what ends a source */
async function followCluster(order: ThreadOrder): Promise<void> {
  const ending = new AbortController()
  let outbox: Outbox | undefined
  port?.on('message', (message: ToThread) => {
    if ('taken' in message) return outbox?.taken()
    ending.abort(new Error('nobody follows any more'))
    outbox?.close()
  })
  const source = await sourceOf(order)
  outbox = new Outbox({ post, statistics: () => source.statistics() })
  const telling = setInterval(() => post({ type: 'statistics', statistics: source.statistics() }), STATISTICS_MS)
  try {
    const { cursors, clusterUid } = order
    const wanted = { cursors, signal: ending.signal, ...(clusterUid !== undefined && { clusterUid }) }
    for await (const message of source.follow(wanted)) await outbox.add(message)
  } finally {
    clearInterval(telling)
  }
}

async function sourceOf({ cluster: options, namespaces, installationKey, tuning }: ThreadOrder) {
  const cluster = await loadCluster(options)
  if (cluster === undefined) {
    throw new ClusterConfigurationError(
      'kubeconfig-file-missing',
      'The configuration of the cluster is no longer there.',
    )
  }
  const key = Buffer.from(installationKey, 'hex')
  const fingerprint = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  return createClusterSource({
    cluster,
    namespaces,
    project: (resource, raw) => projectObject(resource, raw, { fingerprint }),
    clock: systemClock,
    log: logTo(post),
    tuning,
  })
}

function logTo(post: (message: FromThread) => void): SourceLog {
  const at = (level: keyof SourceLog) => (fields: LogFields, message: string) =>
    post({ type: 'log', level, fields, message })
  return { debug: at('debug'), info: at('info'), warn: at('warn') }
}
