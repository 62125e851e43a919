import type { Gap, Snapshot } from '@portolan/domain'

/** All objects at one instant, now or then; what draws one draws the other. */
export interface View {
  readonly snapshot: Snapshot
  /** Epoch ms: the time asked for, or when the change of the `seq` asked for was observed. */
  readonly time: number
  /** The snapshot moves on with the log. */
  readonly isLive: boolean
  /** Gaps the instant falls into. */
  readonly gaps: readonly Gap[]
  /** What is namespaced is of these only; absent: of all. */
  readonly namespaces?: readonly string[]
}
