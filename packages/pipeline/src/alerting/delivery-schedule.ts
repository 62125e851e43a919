import type { SendOutcome } from '../ports/index.ts'

const FIRST_RETRY_MS = 5_000
const LONGEST_RETRY_MS = 15 * 60_000
/** Nobody needs to hear of something a day late. */
const GIVE_UP_MS = 24 * 3_600_000

/** What decides when a message is tried again. Epoch ms. */
export interface FailedAttempt {
  readonly outcome: SendOutcome
  readonly at: number
  readonly createdAt: number
  /** This one included. */
  readonly tries: number
  /** From 0 up to but not including 1. */
  readonly random: number
}

/**
 * When a message that failed is tried again: after 5 s, then each time twice as long up to a quarter of an hour, up to half of
 * that less so that receivers are not asked by everybody at once; never before the receiver wants it. `undefined`: never, it was
 * refused or is a day old.
 */
export function retryAt({ outcome, at, createdAt, tries, random }: FailedAttempt): number | undefined {
  if (outcome.type !== 'try-again') return undefined
  const full = Math.min(FIRST_RETRY_MS * 2 ** (tries - 1), LONGEST_RETRY_MS)
  const next = at + Math.max(full * (1 - random / 2), outcome.retryAfterMs ?? 0)
  return next - createdAt > GIVE_UP_MS ? undefined : Math.round(next)
}
