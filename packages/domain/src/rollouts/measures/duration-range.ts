import type { DurationRange } from '../rollout-detail.ts'
import type { Moment } from '../rollout-types.ts'

/** How long it was from one moment to a later one: each lies in its interval. */
export function durationRange(from: Moment, to: Moment): DurationRange {
  return { least: Math.max(0, to.notBefore - from.at), most: Math.max(0, to.at - from.notBefore) }
}
