import type { Rollout } from '@portolan/contract'

/** What is known of the rollouts of one workload. */
export interface KnownRollouts {
  /** Newest request first. */
  readonly rollouts: readonly Rollout[]
  /** By the clock of the server, epoch ms. */
  readonly now: number
}

export interface Choosing {
  /** By the clock of the server, epoch ms: when the wait began. */
  readonly startedAt: number
  readonly graceMs: number
  /** The one that is waited for already. */
  readonly followed?: string
  /** Whoever takes its place is waited for instead. */
  readonly followsSuccessors: boolean
  /** `seq` with which the generation that is waited for was seen; `null`: it was not seen yet; absent: any will do. */
  readonly generationSeq?: number | null
}

/** Which rollout is meant; `undefined`: it may still begin; `none`: none did. */
export type Choice = Rollout | 'none' | undefined

/**
 * The rollout that somebody means who waits just after asking for it.
 *
 * One that is on its way is meant at once: should another have been asked for, that takes its place, and is followed. One that is
 * over, or stands still, may be the one before the one that is meant: it is taken only where nothing else began within the grace,
 * and where it is over, only if it was requested within the grace before.
 */
export function chooseRollout({ rollouts, now }: KnownRollouts, choosing: Choosing): Choice {
  const { followed, generationSeq, graceMs, startedAt } = choosing
  if (followed !== undefined) return successorOf(followed, rollouts, choosing.followsSuccessors)
  if (generationSeq === null) return undefined
  const [newest] = rollouts
  const isLate = now >= startedAt + graceMs
  if (newest === undefined) return isLate ? 'none' : undefined
  if (generationSeq !== undefined) return isOver(newest) && newest.requested.seq < generationSeq ? 'none' : newest
  if (isOnItsWay(newest) || Date.parse(newest.requestedAt) >= startedAt) return newest
  if (!isLate) return undefined
  return !isOver(newest) || Date.parse(newest.requestedAt) >= startedAt - graceMs ? newest : 'none'
}

/** It stopped being the current rollout of its workload. */
export function isOver({ endedAt }: Rollout): boolean {
  return endedAt !== null
}

/** Nothing moves it on by itself, as far as is known. */
export function standsStill({ state }: Rollout): boolean {
  return state === 'stalled' || state === 'failed-create' || state === 'partitioned' || state === 'paused'
}

function isOnItsWay(rollout: Rollout): boolean {
  return !isOver(rollout) && !standsStill(rollout)
}

function successorOf(id: string, rollouts: readonly Rollout[], followsSuccessors: boolean): Rollout | undefined {
  const found = rollouts.find((rollout) => rollout.id === id)
  const next = followsSuccessors && found?.state === 'superseded' ? found.supersededBy : undefined
  return next === undefined ? found : successorOf(next, rollouts, followsSuccessors)
}
