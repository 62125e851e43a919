/** A receiver cannot make us wait longer than this. */
const LONGEST_MS = 3_600_000

/** `Retry-After` in seconds or as an HTTP date → ms from now, at most an hour; `undefined` where it says neither. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const seconds = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), LONGEST_MS)
}
