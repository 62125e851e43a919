import type { SilenceSpan } from './silence.ts'

const DAY_MS = 86_400_000

type RecurringSpan = Extract<SilenceSpan, { type: 'recurring' }>

/**
 * The stretch of a recurring span that covers an instant, epoch ms; `undefined` where none does. It begins at its time on the
 * clock of its zone, whatever that clock does to the day, and lasts its length in real time; it may run past midnight, for up
 * to a week.
 */
export function recurringStretchAt(
  { weekdays, start, durationMs, timeZone }: Omit<RecurringSpan, 'type'>,
  at: number,
): { readonly from: number; readonly to: number } | undefined {
  for (let daysAgo = 0; daysAgo <= Math.ceil(durationMs / DAY_MS); daysAgo += 1) {
    const from = startOnDay(at - daysAgo * DAY_MS, start, timeZone)
    const to = from + durationMs
    if (from <= at && at < to && weekdays.includes(wallClock(from, timeZone).weekday)) return { from, to }
  }
  return undefined
}

/** The first instant of the local day of `near` at which the clock shows `HH:MM`, or has just passed it where it jumps over. */
function startOnDay(near: number, start: string, timeZone: string): number {
  const { year, month, day } = wallClock(near, timeZone)
  const [hours = 0, minutes = 0] = start.split(':').map(Number)
  const asIfUtc = Date.UTC(year, month - 1, day, hours, minutes)
  // The zone's distance from UTC is looked up where it applies; twice, because the first guess may lie across a jump.
  const guess = asIfUtc - offsetAt(asIfUtc, timeZone)
  return asIfUtc - offsetAt(guess, timeZone)
}

/** What the zone's clock shows minus UTC, ms. */
function offsetAt(at: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(at, timeZone)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

interface WallClock {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** 0 is Sunday. */
  readonly weekday: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function wallClock(at: number, timeZone: string): WallClock {
  const format = formats.get(timeZone) ?? formatFor(timeZone)
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts
  return { year, month, day, hour, minute, second, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() }
}

/** Made once for each zone; the zones of a configuration are few. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  })
  if (formats.size < 1000) formats.set(timeZone, format)
  return format
}
