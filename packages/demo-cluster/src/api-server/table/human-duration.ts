const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const YEAR = 365 * DAY

/**
 * A time as `kubectl get` prints ages: `7s`, `3m20s`, `5h30m`, `12d`. Two units while the first is small.
 * Source: apimachinery util/duration HumanDuration.
 */
export function humanDuration(ms: number): string {
  if (ms < -SECOND) return '<invalid>'
  if (ms < 2 * MINUTE) return `${Math.max(0, whole(ms, SECOND))}s`
  if (ms < 10 * MINUTE) return both(ms, [MINUTE, 'm'], [SECOND, 's'])
  if (ms < 3 * HOUR) return `${whole(ms, MINUTE)}m`
  if (ms < 8 * HOUR) return both(ms, [HOUR, 'h'], [MINUTE, 'm'])
  if (ms < 2 * DAY) return `${whole(ms, HOUR)}h`
  if (ms < 8 * DAY) return both(ms, [DAY, 'd'], [HOUR, 'h'])
  if (ms < 2 * YEAR) return `${whole(ms, DAY)}d`
  return ms < 8 * YEAR ? both(ms, [YEAR, 'y'], [DAY, 'd']) : `${whole(ms, YEAR)}y`
}

type Unit = readonly [ms: number, letter: string]

function both(ms: number, [large, letter]: Unit, [small, rest]: Unit): string {
  const left = whole(ms % large, small)
  return left === 0 ? `${whole(ms, large)}${letter}` : `${whole(ms, large)}${letter}${left}${rest}`
}

function whole(ms: number, unit: number): number {
  return Math.floor(ms / unit)
}
