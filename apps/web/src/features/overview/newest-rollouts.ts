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
 * Which of them are shown: what runs before what ran last, each for itself, and together as many as have room; two in any case.
 *
 * @param most that are ever shown
 */
export function shownRollouts(
  { running, finished }: Pick<NewestRollouts, 'running' | 'finished'> = { running: [], finished: [] },
  { most, room }: { most: number; room: number },
): Pick<NewestRollouts, 'running' | 'finished'> {
  const count = Math.min(most, Math.max(2, room, running.length))
  return { running: running.slice(0, count), finished: finished.slice(0, Math.max(0, count - running.length)) }
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
