import type { PodLane } from './lane-types.ts'
import type { Rollout } from './rollout-types.ts'
import type { RolloutSeries } from './series-types.ts'

/** Of a number of samples. Percentiles are samples that occurred: the smallest that at least so many do not exceed. */
export interface Distribution {
  /** How many samples; never 0. */
  readonly count: number
  readonly min: number
  readonly median: number
  readonly p90: number
  readonly max: number
  /** How many there would be, but were told late, by a list, or are artefacts: they are in none of the numbers. */
  readonly discarded: number
}

/** As `Distribution`, in ms, of two streams whose order is not known. */
export interface LagDistribution extends Distribution {
  /** The most by which the second was told before the first: by so much the two streams were seen to be apart. */
  readonly skewMs: number
}

/** How long something took, in ms, on our clock: as much is certain, and as much is possible. Equal where both ends were told live. */
export interface DurationRange {
  readonly least: number
  readonly most: number
}

/** Everything about one rollout. */
export interface RolloutDetail {
  readonly rollout: Rollout
  /** Old Pods first, then others, then new; each by when it was created, when that was told, and name. At most `MAX_LANES`. */
  readonly pods: readonly PodLane[]
  readonly podsLeftOut: number
  /** In the order of `rollout.services`. */
  readonly series: readonly RolloutSeries[]
  /** Ready → ready in the slice, as received (rule F.6): two streams. Absent without a sample. */
  readonly endpointLag?: LagDistribution
  /**
   * Ready by the clock of the node → slice received by ours, from `last-change-trigger-time` without its artefacts (rule F.5), in
   * ms: mixed clocks, whole seconds. Absent without a sample.
   */
  readonly programmingLag?: Distribution
  /** How long Pods went on serving after leaving the ready endpoints, in ms. Absent without a sample. */
  readonly drainOverlap?: Distribution
  /** Shares of their grace periods that Pods took to stop. Absent without a sample. */
  readonly graceUsed?: Distribution
  readonly requestedToComplete?: DurationRange
  readonly completeToDrained?: DurationRange
}

/** More Pods than these are counted, not told. */
export const MAX_LANES = 5000
