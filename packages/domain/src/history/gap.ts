import type { WatchedKind } from '../kubernetes/resources.ts'

/**
 * Why nothing was seen for a while.
 *
 * - `expired`: the API server no longer had the changes since our last version (410).
 * - `restarted`: Portolan itself was not running.
 * - `epoch`: the cluster was restored or is another one; its versions went back.
 * - `denied`: permission was taken away. `absent`: the API group vanished.
 * - `unrecorded`: changes arrived but could not be written (full disk).
 */
export type GapReason = 'expired' | 'restarted' | 'epoch' | 'denied' | 'absent' | 'unrecorded'

/** A stretch of time in which changes to one kind may have happened unseen. `to` is absent while it lasts. */
export interface Gap {
  readonly kind: WatchedKind
  /** Absent: the whole cluster. */
  readonly namespace?: string
  /** Epoch ms: the last instant at which we were surely told everything. */
  readonly from: number
  /** Epoch ms: when the comparison that closed it was recorded. */
  readonly to?: number
  readonly reason: GapReason
}
