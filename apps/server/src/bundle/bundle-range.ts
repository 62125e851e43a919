import { timestamp } from '@portolan/contract'
import type { HistoryReader, Instant } from '@portolan/pipeline/ports'
import { BadRequestError, BeforeHistoryError, InstantInFutureError } from '../errors.ts'

/** A place in the log. */
export interface BundlePlace {
  readonly seq: number
  /** Epoch ms. */
  readonly time: number
}

/** From just after one place to just after another. */
export interface BundleRange {
  readonly from: BundlePlace
  readonly to: BundlePlace
}

export interface AskedRange {
  readonly from: Instant
  /** Absent: the end. */
  readonly to: Instant | undefined
  /** Epoch ms up to which the log knows everything; what is asked beyond it ends there. */
  readonly knownUntil: number
}

/**
 * The places two instants stand for.
 *
 * @throws {BeforeHistoryError} the log begins later @throws {InstantInFutureError} the log has not got so far
 * @throws {BadRequestError} it would end before it begins
 */
export async function bundleRange(reader: HistoryReader, asked: AskedRange): Promise<BundleRange> {
  const from = await placeOf(reader, asked.from)
  if (from === undefined) throw await beforeHistory(reader)
  await mustBeWritten(reader, asked.from)
  const to = await placeOf(reader, endOf(asked))
  if (to === undefined || to.seq < from.seq || to.time < from.time) {
    throw new BadRequestError(
      `A bundle from ${timestamp(from.time)} (seq:${from.seq}) would end before it begins: choose an earlier from or a later to.`,
    )
  }
  return { from, to }
}

async function mustBeWritten(reader: HistoryReader, from: Instant): Promise<void> {
  const { newest } = await reader.bounds()
  if (newest === undefined || 'time' in from || from.seq <= newest.seq) return
  throw new InstantInFutureError(
    `from is seq:${from.seq}, which has not been written yet: the log ends at seq:${newest.seq}.`,
  )
}

function endOf({ to, knownUntil }: AskedRange): Instant {
  if (to === undefined || ('time' in to && to.time > knownUntil)) return { time: knownUntil }
  return to
}

/** Reads the place alone: of no namespace there is no object. */
async function placeOf(reader: HistoryReader, instant: Instant): Promise<BundlePlace | undefined> {
  const place = await reader.objectsAt(instant, [])
  return place && { seq: place.seq, time: place.time }
}

async function beforeHistory(reader: HistoryReader): Promise<BeforeHistoryError> {
  const { oldest } = await reader.bounds()
  if (oldest === undefined) return new BeforeHistoryError('The log is still empty: there is nothing to export.')
  return new BeforeHistoryError(
    `from lies before the log, which begins at ${timestamp(oldest.observedAt)} (seq:${oldest.seq}): choose a later from.`,
  )
}
