import type { HistoryReader, Instant } from '@portolan/pipeline/ports'
import { BadRequestError } from '../errors.ts'
import { parseInstant } from './instant.ts'
import type { Logbook } from './logbook.ts'

/** A range as requests write it. */
export interface RangeTexts {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** A part of the log; an open side reaches to its end. */
export interface InstantRange {
  readonly from?: Instant
  readonly to?: Instant
}

/** The same as `[from, to)`, epoch ms. */
export interface TimeRange {
  readonly from?: number
  readonly to?: number
}

/**
 * `from` and `to` of a request. `to` may be a time that has not come yet: nothing lies between now and then.
 *
 * @throws {BadInstantError | InstantInFutureError} one of them is none, or has not come yet
 * @throws {BadRequestError} `from` lies after `to`
 */
export async function instantRange(texts: RangeTexts, logbook: Logbook): Promise<InstantRange> {
  const from = texts.from === undefined ? undefined : parseInstant(texts.from, 'from')
  const to = texts.to === undefined ? undefined : parseInstant(texts.to, 'to')
  if (from !== undefined) logbook.requirePast(from, 'from')
  if (to !== undefined && 'seq' in to) logbook.requirePast(to, 'to')
  const range = { ...(from && { from }), ...(to && { to }) }
  if (await isReversed(range, logbook.log.reader)) {
    throw new BadRequestError(`from=${texts.from} lies after to=${texts.to}: swap them.`)
  }
  return range
}

/**
 * `from` and `to` of a request whose answer is about times: the millisecond of `seq:N` begins a range, and is the last one of
 * another.
 *
 * @throws as `instantRange`
 */
export async function timeRange(texts: RangeTexts, logbook: Logbook): Promise<TimeRange> {
  return timesOf(await instantRange(texts, logbook), logbook.log.reader)
}

/** Two places are compared as places: several may share a millisecond. */
async function isReversed(range: InstantRange, reader: HistoryReader): Promise<boolean> {
  const { from, to } = range
  if (from === undefined || to === undefined) return false
  if ('seq' in from && 'seq' in to) return from.seq > to.seq
  const times = await timesOf(range, reader)
  return (times.from ?? 0) > (times.to ?? Number.POSITIVE_INFINITY)
}

async function timesOf({ from, to }: InstantRange, reader: HistoryReader): Promise<TimeRange> {
  const begins = from && ('time' in from ? from.time : await observedAtOf(from.seq, reader))
  const ends = to && ('time' in to ? to.time : (await observedAtOf(to.seq, reader)) + 1)
  return { ...(begins !== undefined && { from: begins }), ...(ends !== undefined && { to: ends }) }
}

/** Epoch ms; of a change that is no longer kept, that of the oldest one. */
async function observedAtOf(seq: number, reader: HistoryReader): Promise<number> {
  const [change] = await reader.changes({ after: seq - 1, order: 'asc', limit: 1 })
  return change?.observedAt ?? 0
}
