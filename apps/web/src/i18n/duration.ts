import type { Locale } from './locales.ts'

const UNITS = {
  en: { ms: ' ms', second: ' s', minute: ' min', hour: ' h', day: ' d' },
  'zh-CN': { ms: ' 毫秒', second: ' 秒', minute: ' 分', hour: ' 小时', day: ' 天' },
} as const satisfies Record<Locale, Record<string, string>>

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The finest unit worth reading: `second` for what is renewed once a second. */
export type Precision = 'ms' | 'second'

/**
 * A length of time in at most two units: `318 ms`, `4.2 s`, `2 min 14 s`, `3 h 5 min`, `4.2 秒`.
 * Rounded down, so that nothing lasts longer than it did.
 *
 * @param durationMs not negative
 */
export function formatDuration(durationMs: number, locale: Locale, precision: Precision = 'ms'): string {
  const units = UNITS[locale]
  const two = (large: string, small: string) => (small.startsWith('0') ? large : `${large} ${small}`)
  const whole = (unit: number, of = Number.POSITIVE_INFINITY) => Math.floor((durationMs % of) / unit)

  if (durationMs < SECOND) return precision === 'ms' ? `${Math.floor(durationMs)}${units.ms}` : `0${units.second}`
  if (durationMs < MINUTE) {
    const tenths = Math.floor(durationMs / 100) / 10
    return `${precision === 'ms' ? tenths.toFixed(1) : whole(SECOND)}${units.second}`
  }
  if (durationMs < HOUR) return two(whole(MINUTE) + units.minute, whole(SECOND, MINUTE) + units.second)
  if (durationMs < DAY) return two(whole(HOUR) + units.hour, whole(MINUTE, HOUR) + units.minute)
  return two(whole(DAY) + units.day, whole(HOUR, DAY) + units.hour)
}
