const SPELLING = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

/** A time as `metav1.Time` writes it: `2006-01-02T15:04:05Z`. */
export const apiTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** Epoch ms of a time written exactly so; `undefined` for any other spelling, and for a time that does not exist. */
export function msOfApiTime(time: string): number | undefined {
  if (!SPELLING.test(time)) return undefined
  const ms = Date.parse(time)
  return Number.isNaN(ms) || apiTime(ms) !== time ? undefined : ms
}
