import { BeforeHistoryError } from '../errors.ts'
import { parseInstant } from './instant.ts'
import type { Logbook } from './logbook.ts'

/** A place in the log, and when that was: epoch ms. */
export interface LogPlace {
  readonly seq: number
  readonly time: number
  /** It is where the log ends now. */
  readonly isNow: boolean
}

/**
 * The change after which everything was as at an instant, without reading what that was.
 *
 * @param at as requests write it; absent: now
 * @throws {NotReadyError | BadInstantError | InstantInFutureError | BeforeHistoryError}
 */
export async function placeOf(at: string | undefined, logbook: Logbook): Promise<LogPlace> {
  const { reader, recording } = logbook.log
  if (at === undefined) return { seq: recording.feed.seq, time: logbook.now, isNow: true }
  const instant = parseInstant(at, 'at')
  logbook.requirePast(instant, 'at')
  const range = 'seq' in instant ? { before: instant.seq + 1 } : { to: instant.time + 1 }
  const [change] = await reader.changes({ ...range, order: 'desc', limit: 1 })
  if (change === undefined) throw new BeforeHistoryError(`at=${at} lies before the log.`)
  return { seq: change.seq, time: 'seq' in instant ? change.observedAt : instant.time, isNow: false }
}
