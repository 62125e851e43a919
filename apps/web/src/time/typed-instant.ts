import { type Instant, parseInstant } from './instant.ts'
import { parseTime } from './time-window.ts'

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?$/
/** Seconds since 1970 of this century; so few milliseconds would be 1970. */
const EPOCH_SECONDS = /^\d{9,10}(?:\.\d{1,3})?$/
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/**
 * What people type or paste, meant in the zone they read times in: `-15m`, `14:03`, `14:03:22.418`, `2026-11-21 14:03`,
 * `2026-11-21`, epoch milliseconds or seconds, RFC 3339, `seq:4711`. A time of day without a date is the last time it was
 * that late.
 *
 * @returns `undefined` for anything else, and for days and times that do not exist
 */
export function typedInstant(
  typed: string,
  { now, zone }: { now: number; zone: 'local' | 'utc' },
): Instant | undefined {
  const text = typed.trim()
  if (EPOCH_SECONDS.test(text)) return { time: Math.round(Number(text) * 1_000) }
  const known = parseInstant(text) ?? parseInstant(text.replace(' ', 'T'))
  if (known !== undefined) return known
  if (/^-\d{1,6}[smhd]$/.test(text)) return { time: parseTime(text, now) ?? now }
  const [first = '', second, ...rest] = text.split(/[\sT]+/)
  if (rest.length > 0) return undefined
  if (second === undefined && TIME.test(first)) return lastTimeOfDay(first, { now, zone })
  const time = timeOn(first, { text: second ?? '00:00', zone })
  return time === undefined ? undefined : { time }
}

function lastTimeOfDay(text: string, { now, zone }: { now: number; zone: 'local' | 'utc' }): Instant | undefined {
  const today = timeOn(dayOf(now, zone), { text, zone })
  if (today === undefined) return undefined
  if (today <= now) return { time: today }
  const yesterday = timeOn(dayOf(now - 86_400_000, zone), { text, zone })
  return yesterday === undefined ? undefined : { time: yesterday }
}

function dayOf(at: number, zone: 'local' | 'utc'): string {
  const date = new Date(at)
  const shifted = zone === 'utc' ? date : new Date(at - date.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 10)
}

function timeOn(date: string, { text, zone }: { text: string; zone: 'local' | 'utc' }): number | undefined {
  const [, year, month, day] = DATE.exec(date)?.map(Number) ?? []
  const [, hour, minute, second = '0', fraction = ''] = TIME.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined || hour === undefined) return undefined
  const parts = [Number(hour), Number(minute), Number(second), Number(fraction.padEnd(3, '0'))] as const
  if (parts[0] > 23 || parts[1] > 59 || parts[2] > 59) return undefined
  const at =
    zone === 'utc' ? Date.UTC(year, month - 1, day, ...parts) : new Date(year, month - 1, day, ...parts).getTime()
  // A date rolls 30 February over into March; the calendar does not.
  return dayOf(at, zone) === date ? at : undefined
}
