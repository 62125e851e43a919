import type { ProjectedObject, WatchedResource } from '@portolan/domain'
import type { Clock, ClusterSource, FollowOptions, SourceMessage, StreamStatistics } from '@portolan/pipeline/ports'
import type { ConfiguredCluster } from './credentials/load-cluster.ts'
import { FollowRun } from './scopes/follow-run.ts'
import { SILENT_LOG, type SourceLog } from './source-log.ts'
import { DEFAULT_TUNING, type Tuning } from './tuning.ts'

export interface ClusterSourceOptions {
  readonly cluster: ConfiguredCluster
  /** Follow only these namespaces; absent or empty: the whole cluster, or what of it may be read. */
  readonly namespaces?: readonly string[]
  /**
   * What is kept of an object as the API told it; `undefined` when nothing is.
   * @throws {ProjectionError} it cannot be understood: it is counted, logged and left out
   */
  readonly project: (resource: WatchedResource, raw: unknown) => ProjectedObject | undefined
  readonly clock: Clock
  readonly log?: SourceLog
  /** Limits and intervals other than the defaults. */
  readonly tuning?: Partial<Tuning>
}

/** Everything a cluster tells, as the pipeline needs it. One `follow` at a time. */
export function createClusterSource(options: ClusterSourceOptions): ClusterSource {
  const { cluster, namespaces = [], project, clock, log = SILENT_LOG } = options
  const parts = { cluster, namespaces, project, clock, log, tuning: { ...DEFAULT_TUNING, ...options.tuning } }
  let run: FollowRun | undefined
  return {
    follow(wanted: FollowOptions): AsyncIterable<SourceMessage> {
      run = new FollowRun(parts, wanted)
      return run.messages(wanted.signal)
    },
    statistics(): readonly StreamStatistics[] {
      return run?.statistics() ?? []
    },
  }
}
