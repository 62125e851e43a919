/** How much of the log is kept: whichever limit is reached first. */
export interface RetentionLimits {
  /** Changes are forgotten when they are older than this; at most a 64th later. */
  readonly maxAgeMs: number
  /** Size of the database file. The oldest changes are forgotten in time, so that recording never waits for room. */
  readonly maxBytes: number
}

const PAGE_BYTES = 4_096
/** Forgetting begins before the limit is reached, and takes time. */
const FULL = 0.9
/** From here on a writer waits until forgetting has caught up. */
const NEARLY_FULL = 1.03
/** Only a writer that is faster than forgetting gets here; then it must wait. */
const OVERFULL = 1.1

/** Used pages above which the oldest changes are forgotten. */
export const pagesWhenFull = ({ maxBytes }: RetentionLimits): number => Math.floor((FULL * maxBytes) / PAGE_BYTES)

/** Used pages above which forgetting goes before writing. */
export const pagesWhenPressed = ({ maxBytes }: RetentionLimits): number => Math.floor(maxBytes / PAGE_BYTES)

/** Used pages above which writing waits for as long as forgetting takes. */
export const pagesWhenNearlyFull = ({ maxBytes }: RetentionLimits): number =>
  Math.floor((NEARLY_FULL * maxBytes) / PAGE_BYTES)

/** The database never has more pages. */
export const mostPages = ({ maxBytes }: RetentionLimits): number => Math.ceil((OVERFULL * maxBytes) / PAGE_BYTES)
