import type { Rollout, RolloutsPage, UnseenRequest } from '@portolan/contract'
import { isRunning } from '../../cluster/verdict.ts'

/** Rollouts as of the instant shown, newest first. */
export interface NewestRollouts {
  readonly running: readonly Rollout[]
  /** Whether more run than are told. */
  readonly hasMoreRunning: boolean
  /** Under way too, though asked for before Portolan watched: without verdict. Told of the present only. */
  readonly unseen: readonly UnseenRequest[]
  readonly finished: readonly Rollout[]
}

/**
 * What runs and what ran last.
 *
 * @param newest first page of all
 * @param underWay page of those that had not ended shortly before, however long ago they began
 */
export function newestRollouts(newest: RolloutsPage, underWay: RolloutsPage): NewestRollouts {
  const running = underWay.items.filter(isRunning)
  const ids = new Set(running.map(({ id }) => id))
  return {
    running,
    hasMoreRunning: underWay.next !== undefined,
    unseen: newest.unseenRequests ?? [],
    finished: newest.items.filter((rollout) => !isRunning(rollout) && !ids.has(rollout.id)),
  }
}
