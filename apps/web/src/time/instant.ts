/** A point in the log, as REST takes it: a time in epoch ms, or just after the change of a `seq`. */
export type Instant = { readonly time: number } | { readonly seq: number }

const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/
/** What a date can hold. */
const LAST_MS = 8.64e15

/** RFC 3339, epoch milliseconds or `seq:N`, as in links; `undefined` for anything else. */
export function parseInstant(text: string): Instant | undefined {
  const seq = /^seq:(\d{1,15})$/.exec(text)?.[1]
  if (seq !== undefined) return { seq: Number(seq) }
  const time = /^\d{1,16}$/.test(text)
    ? Number(text)
    : RFC_3339.test(text)
      ? Date.parse(text.toUpperCase())
      : Number.NaN
  return time <= LAST_MS ? { time } : undefined
}

/** The one way a link writes an instant: `2026-11-21T14:03:22.418Z` or `seq:4711`. */
export function instantText(instant: Instant): string {
  return 'seq' in instant ? `seq:${instant.seq}` : new Date(Math.round(instant.time)).toISOString()
}
