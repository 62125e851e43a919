import type { History } from '@portolan/history-store'
import { type ConfiguredCluster, createThreadedSource, type SourceLog } from '@portolan/kube-source'
import { Recorder, systemClock } from '@portolan/pipeline'
import type { AlertingParts } from './alerts/alerting-parts.ts'
import type { Logbook } from './reading/logbook.ts'

export interface RecordOptions {
  readonly cluster: ConfiguredCluster
  /** Empty: all. */
  readonly namespaces: readonly string[]
  readonly history: History
  readonly logbook: Logbook
  readonly log: SourceLog
  readonly alerting: AlertingParts
}

/** A recorder that runs. */
export interface RunningRecorder {
  /** Rejects when nothing can be recorded any more, for good. */
  readonly failed: Promise<never>
  /** Everything that arrived is committed when it resolves, unless `failed` told that it cannot be. */
  stop(): Promise<void>
}

/** Restores the log, opens the logbook, and records from there on. */
export async function record(options: RecordOptions): Promise<RunningRecorder> {
  const { cluster, namespaces, history, logbook, log, alerting } = options
  const clock = systemClock
  const restored = await history.writer.restore()
  const { installationKey } = restored
  const source = createThreadedSource({ cluster: cluster.reload, namespaces, installationKey, clock, log })
  const recorder = new Recorder({ source, writer: history.writer, clock, restored })
  const ending = new AbortController()
  logbook.open({ recording: recorder, reader: history.reader, archive: history.rollouts, alerting })
  const run = recorder.run(ending.signal)
  const failed = run.then(() => new Promise<never>(() => undefined))
  let isFailed = false
  failed.catch(() => {
    isFailed = true
  })
  return {
    failed,
    async stop() {
      ending.abort()
      if (!isFailed) await run
    },
  }
}
