import { type History, openHistory } from '@portolan/history-store'
import { createThreadedSource } from '@portolan/kube-source'
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
  const history = await openHistory({ directory, clock: systemClock })
  const restored = await history.writer.restore()
  const { installationKey } = restored
  const source = createThreadedSource({ cluster: { kubeconfig }, installationKey, clock: systemClock })
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
