export type Zone = 'local' | 'utc'

/** How much of an instant to write: a time of day, with or without milliseconds, or the date as well. */
export type InstantForm = 'second' | 'ms' | 'date-second' | 'date-ms'

interface Fields {
  readonly date: string
  readonly second: string
  readonly ms: string
}

const pad = (value: number, width = 2) => String(value).padStart(width, '0')

function fieldsOf(instant: Date, zone: Zone): Fields {
  if (zone === 'utc') {
    const text = instant.toISOString()
    return { date: text.slice(0, 10), second: text.slice(11, 19), ms: text.slice(19, 23) }
  }
  return {
    date: `${instant.getFullYear()}-${pad(instant.getMonth() + 1)}-${pad(instant.getDate())}`,
    second: `${pad(instant.getHours())}:${pad(instant.getMinutes())}:${pad(instant.getSeconds())}`,
    ms: `.${pad(instant.getMilliseconds(), 3)}`,
  }
}

/** `14:03:22.418`, `2026-11-21 14:03:22`: digits only, 24 hours, the same in every language. */
export function formatInstant(epochMs: number, form: InstantForm, zone: Zone): string {
  const { date, second, ms } = fieldsOf(new Date(epochMs), zone)
  const time = form.endsWith('ms') ? second + ms : second
  return form.startsWith('date') ? `${date} ${time}` : time
}

/** The form with the date where the day is not the day of `now`. */
export function withDateUnlessToday(form: 'second' | 'ms', zone: Zone, days: { at: number; now: number }): InstantForm {
  const isToday = fieldsOf(new Date(days.at), zone).date === fieldsOf(new Date(days.now), zone).date
  return isToday ? form : `date-${form}`
}

/** `UTC`, `UTC+8`, `UTC−3:30`: the zone times are written in, at that instant. */
export function zoneName(zone: Zone, at: number): string {
  if (zone === 'utc') return 'UTC'
  const minutes = -new Date(at).getTimezoneOffset()
  if (minutes === 0) return 'UTC'
  const size = Math.abs(minutes)
  const rest = size % 60 === 0 ? '' : `:${pad(size % 60)}`
  return `UTC${minutes > 0 ? '+' : '−'}${Math.floor(size / 60)}${rest}`
}
