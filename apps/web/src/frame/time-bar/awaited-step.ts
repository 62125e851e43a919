/** A step that was asked for before it was known where marks are. */
export interface AwaitedStep {
  readonly direction: 'earlier' | 'later'
  readonly from: number
  /** Where the reader was, as a link writes it; `undefined`: in the present. */
  readonly at: string | undefined
  /** On the page's own clock, ms. */
  readonly since: number
}

/** Whoever asked so long ago has gone on to something else. */
const AWAITED_MS = 10_000

/** Whether the reader still waits for it: who has gone elsewhere meanwhile is not fetched away from there. */
export function isStillAwaited(step: AwaitedStep, { at, now }: { at: string | undefined; now: number }): boolean {
  return step.at === at && now - step.since <= AWAITED_MS
}
