import type { PodLane } from './lane-types.ts'
import type { Rollout } from './rollout-types.ts'
import type { RolloutSeries } from './series-types.ts'

/** Of a number of samples, ms. Percentiles are samples that occurred: the smallest that at least so many do not exceed. */
export interface Distribution {
  readonly count: number
  readonly min: number
  readonly median: number
  readonly p90: number
  readonly max: number
}

/** Everything about one rollout. */
export interface RolloutDetail {
  readonly rollout: Rollout
  /** Old Pods first, then others, then new; each by when it was created, then by name. */
  readonly pods: readonly PodLane[]
  /** In the order of `rollout.services`. */
  readonly series: readonly RolloutSeries[]
  /** Ready → ready in the slice, as received; two streams. Absent without a sample. */
  readonly endpointLag?: Distribution
  /** Ready (node clock) → slice received (ours), from `last-change-trigger-time` without its artefacts (rule F.5): mixed clocks. */
  readonly programmingLag?: Distribution
  /** How long Pods went on serving after leaving the ready endpoints. Absent without a sample. */
  readonly drainOverlap?: Distribution
  readonly requestedToCompleteMs?: number
  readonly completeToDrainedMs?: number
}
