import type { Rollout } from '@portolan/contract'
import { isOver } from './choose-rollout.ts'
import { FAILURES, type Failure } from './wait-options.ts'

/** What of a rollout may make a wait fail, as far as it is certain. */
export function failuresOf({ state, verdict }: Rollout): Failure[] {
  return FAILURES.filter((failure) => failure === verdict.kind || failure === state)
}

/**
 * Whether a rollout is waited for any longer: until it is over, or all that its partition lets through is updated. One that stands
 * stalled is not, where that makes the wait fail: it can go on, but nobody knows when.
 */
export function isDecided(rollout: Rollout, failOn: readonly Failure[]): boolean {
  const isStuck = rollout.state === 'stalled' || rollout.state === 'failed-create'
  return isOver(rollout) || rollout.state === 'partitioned' || (isStuck && failOn.includes('stalled'))
}
