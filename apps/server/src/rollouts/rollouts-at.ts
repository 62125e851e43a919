import type { Rollout } from '@portolan/domain'
import type { RolloutsQuery } from '@portolan/pipeline/ports'
import { NotFoundError, TooLargeError } from '../errors.ts'
import type { LogPlace } from '../reading/place.ts'
import type { KeptOrRunning, RolloutBook } from './rollout-book.ts'
import type { RolloutReplays } from './rollout-replays.ts'

/** Rollouts that were under way at an instant of the past are folded anew for it. More of them would hold others up. */
const MAX_REPLAYED = 50

/** What answers of now and then are made from. */
export interface RolloutSources {
  readonly book: RolloutBook
  readonly replays: RolloutReplays
}

/**
 * Rollouts requested up to a place, as they were there; newest request first.
 *
 * @throws {TooLargeError} too many were under way there @throws as `RolloutReplays.rolloutAt`
 */
export async function rolloutsAt(
  { book, replays }: RolloutSources,
  query: RolloutsQuery & { readonly place: LogPlace },
  signal?: AbortSignal,
): Promise<readonly Rollout[]> {
  const { place, ...rest } = query
  const before = Math.min(rest.before ?? Number.POSITIVE_INFINITY, place.seq + 1)
  const found = await book.rollouts({ ...rest, ...(Number.isFinite(before) && { before }) })
  const underWay = found.filter((each) => !isTold(each, place))
  if (underWay.length > MAX_REPLAYED) {
    throw new TooLargeError(
      `${underWay.length} rollouts of this page were under way then, and ${MAX_REPLAYED} are the most: take a smaller limit or one namespace.`,
    )
  }
  const told: Rollout[] = []
  for (const each of found) told.push(await rolloutAs(each, { place, replays, signal }))
  return told
}

/**
 * One rollout as it was at a place.
 *
 * @returns with it the change up to which it is told
 * @throws {NotFoundError} there is none with this id, or there was none yet @throws as `RolloutReplays.rolloutAt`
 */
export async function rolloutAt(
  { book, replays }: RolloutSources,
  { id, place }: { readonly id: string; readonly place: LogPlace },
  signal?: AbortSignal,
): Promise<{ readonly rollout: Rollout; readonly upTo: number }> {
  const found = await book.rollout(id)
  if (found === undefined || found.rollout.requested.seq > place.seq) {
    const when = place.isNow ? '' : ' at that instant'
    const reading = book.foldedTo === undefined ? '' : ' The log is still being read for earlier ones: try again later.'
    throw new NotFoundError(
      `There is no rollout ${id}${when}: GET /api/v1/rollouts lists those that are kept.${reading}`,
    )
  }
  const rollout = await rolloutAs(found, { place, replays, signal })
  return { rollout, upTo: Math.min(place.seq, found.overSeq ?? place.seq) }
}

interface Replaying {
  readonly place: LogPlace
  readonly replays: RolloutReplays
  readonly signal: AbortSignal | undefined
}

async function rolloutAs(found: KeptOrRunning, { place, replays, signal }: Replaying): Promise<Rollout> {
  return isTold(found, place) ? found.rollout : replays.rolloutAt(found.rollout, place.seq, signal)
}

/** It was so then: it was over, or then is now. */
function isTold({ overSeq }: KeptOrRunning, { seq, isNow }: LogPlace): boolean {
  return isNow || (overSeq !== undefined && overSeq <= seq)
}
