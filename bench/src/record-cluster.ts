import { createHmac } from 'node:crypto'
import { PodSharing, projectObject } from '@portolan/domain'
import { type History, openHistory } from '@portolan/history-store'
import { createClusterSource, loadCluster } from '@portolan/kube-source'
import { Recorder, systemClock } from '@portolan/pipeline'

/** A recorder in this process, over a real cluster and a real log. */
export interface Recordings {
  readonly recorder: Recorder
  readonly history: History
  /** Everything that arrived is committed and closed when it resolves. */
  stop(): Promise<void>
}

/** The pipeline as the server puts it together, without the server. */
export async function recordCluster(kubeconfig: string, directory: string): Promise<Recordings> {
  const cluster = await loadCluster({ kubeconfig })
  if (cluster === undefined) throw new Error(`${kubeconfig} names no cluster`)
  const history = await openHistory({ directory, clock: systemClock })
  const restored = await history.writer.restore()
  const sharing = new PodSharing()
  const fingerprint = (json: string) => createHmac('sha256', restored.installationKey).update(json).digest('hex')
  const source = createClusterSource({
    cluster,
    clock: systemClock,
    project: (resource, raw) => projectObject(resource, raw, { fingerprint, sharing }),
  })
  const recorder = new Recorder({ source, writer: history.writer, clock: systemClock, restored })
  const abort = new AbortController()
  const running = recorder.run(abort.signal)
  return {
    recorder,
    history,
    stop: async () => {
      abort.abort()
      await running
      await history.close()
    },
  }
}
