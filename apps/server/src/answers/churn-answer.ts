import { type Churn, timestamp } from '@portolan/contract'
import type { ChurnStep } from '@portolan/pipeline/ports'

/** A step as answers tell it. */
export function churnStepAnswer(step: ChurnStep): Churn['steps'][number] {
  const { from, added, removed, ready = null, readyMin = null, zeroReadyMs } = step
  return { at: timestamp(from), added, removed, flips: flipsOf(step), ready, readyMin, zeroReadyMs }
}

/** What came ready became ready, and what left ready stopped being so: neither flipped. */
function flipsOf({ added, removed, becameReady, becameUnready }: ChurnStep): number {
  return Math.max(0, becameReady - added) + Math.max(0, becameUnready - removed)
}
