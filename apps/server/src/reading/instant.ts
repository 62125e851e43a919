import type { Instant } from '@portolan/pipeline/ports'
import { BadInstantError } from '../errors.ts'

const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/

/**
 * A point in the log as requests write it: RFC 3339 (`2026-11-21T01:00:08.974Z`), epoch milliseconds, or `seq:N`.
 * What is finer than a millisecond is cut off.
 *
 * @param parameter its name, for the message
 * @throws {BadInstantError} none of the three
 */
export function parseInstant(text: string, parameter: string): Instant {
  const seq = /^seq:(\d{1,15})$/.exec(text)?.[1]
  if (seq !== undefined) return { seq: Number(seq) }
  if (/^\d{1,15}$/.test(text)) return { time: Number(text) }
  const time = timeOf(text)
  if (time !== undefined) return { time }
  throw new BadInstantError(
    `${parameter}=${text} is no instant: write a time as 2026-11-21T01:00:08.974Z (a + as %2B), as epoch milliseconds, or a place in the log as seq:1234.`,
  )
}

/** Epoch ms; `undefined` for what is no RFC 3339 time or no day of the calendar. */
function timeOf(text: string): number | undefined {
  const [, year, month, day] = RFC_3339.exec(text) ?? []
  if (year === undefined) return undefined
  const time = Date.parse(text.toUpperCase())
  const midnight = new Date(`${year}-${month}-${day}T00:00:00Z`)
  // Date.parse rolls 30 February over into March; the calendar does not.
  return Number.isNaN(time) || midnight.getUTCDate() !== Number(day) ? undefined : time
}
