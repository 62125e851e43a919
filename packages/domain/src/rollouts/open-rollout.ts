import type { Gap } from '../history/gap.ts'
import type { PodBookMemory } from './pod-book.ts'
import type { RollingStrategy } from './rolling-workload.ts'
import type { Moment, RolloutRevision, RolloutState, RolloutTrigger, RolloutWorkload } from './rollout-types.ts'
import type { WatchMemory } from './service-watch.ts'

/** What happened to a rollout so far; see `Rollout` for the meaning of each. */
export interface RolloutStory {
  readonly id: string
  readonly workload: RolloutWorkload
  trigger: RolloutTrigger
  readonly from: RolloutRevision
  /** `templateFingerprint` of what is rolled out. */
  readonly template: string
  to: RolloutRevision
  state: RolloutState
  readonly strategy: RollingStrategy
  readonly requested: Moment
  progressing?: Moment
  completed?: Moment
  drained?: Moment
  ended?: Moment
  stalled?: Moment
  supersededBy?: string
  /** It stands stalled or can create nothing, or did so when it ended. */
  isStuck?: boolean
}

/** A rollout that is under way, as plain JSON: with the objects of that moment, all that is needed to go on. */
export interface OpenRollout {
  readonly story: RolloutStory
  readonly pods: PodBookMemory
  readonly services: readonly WatchMemory[]
  readonly gaps: readonly Gap[]
  /** Epoch ms of the newest change that was looked at. */
  readonly seenAt: number
}
