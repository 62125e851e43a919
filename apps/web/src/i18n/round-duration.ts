const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** A length of time rounded to the last unit it is told in, as the sentences of the API round theirs. */
export function roundDuration(durationMs: number): number {
  const to = (unit: number) => Math.round(durationMs / unit) * unit
  if (durationMs < SECOND) return to(1)
  const tenths = to(SECOND / 10)
  if (tenths < MINUTE) return tenths
  return to(SECOND) < HOUR ? to(SECOND) : to(MINUTE)
}
