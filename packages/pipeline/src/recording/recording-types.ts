import type { Snapshot } from '@portolan/domain'
import type { ChangeFeed } from '../live/change-feed.ts'
import type { ClusterIdentity, StreamStatistics } from '../ports/cluster-source.ts'

/** One stream as `/status` shows it. */
export interface StreamReport extends StreamStatistics {
  /** Objects of this stream at the committed `seq`. */
  readonly objects: number
  /** Gaps recorded since this process started. */
  readonly gaps: number
}

/** Whether changes reach the log right now. */
export type RecorderHealth =
  | { readonly state: 'recording' }
  /** Nothing can be written; readers go on. `since` epoch ms; `detail` a sentence with the remedy. */
  | { readonly state: 'paused'; readonly since: number; readonly detail: string }

/** The recorder while it runs, for everybody who reads. */
export interface Recording {
  /** All objects at the committed `seq`, indexed. Changed in place, in the same turn in which the feed tells of it. */
  readonly snapshot: Snapshot
  readonly feed: ChangeFeed
  /** Absent until the cluster answered once. */
  readonly cluster: ClusterIdentity | undefined
  readonly health: RecorderHealth
  /** In the order of the table of watched resources. */
  streams(): readonly StreamReport[]
  /** Every required kind that is granted was listed and is followed. */
  isReady(): boolean
}
