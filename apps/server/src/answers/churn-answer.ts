import { type Churn, timestamp } from '@portolan/contract'
import type { ChurnStep } from '@portolan/pipeline/ports'

/** A step as answers tell it. */
export function churnStepAnswer(step: ChurnStep): Churn['steps'][number] {
  const { from, added, removed, flips, ready = null, readyMin = null, zeroReadyMs } = step
  return { at: timestamp(from), added, removed, flips, ready, readyMin, zeroReadyMs }
}
