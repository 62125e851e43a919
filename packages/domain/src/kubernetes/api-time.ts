import type { ApiTime } from './metadata.ts'

/** An API time as a number, with what its digits promise. */
export interface PreciseTime {
  /** Epoch ms, rounded down. */
  readonly ms: number
  /** The time is somewhere in `[ms, ms + precisionMs)`: 1000 for `metav1.Time`, below 1 for micro- and nanoseconds. */
  readonly precisionMs: number
}

/**
 * When an API time was, and how exactly that is known: whole seconds are known to the second only.
 *
 * `NaN` in `ms` for a text that is not RFC 3339: such a time never compares as earlier or later.
 */
export function timeOf(apiTime: ApiTime): PreciseTime {
  const point = apiTime.indexOf('.')
  if (point < 0) return { ms: Date.parse(apiTime), precisionMs: 1000 }
  let end = point + 1
  while (isDigit(apiTime.charCodeAt(end))) end++
  return { ms: Date.parse(apiTime), precisionMs: 1000 / 10 ** (end - point - 1) }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
