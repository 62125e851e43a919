/** Takes a planned call back; without effect once it ran. */
export type CancelTimer = () => void

/** The time controllers live in: virtual in tests, the wall clock in the demo. */
export interface Timers {
  /** Epoch ms, whole. */
  now(): number
  /**
   * Call `run` once, `delayMs` from now, rounded up to whole ms. Calls that fall due at one instant run in the order they were asked for,
   * and never inside `after` itself.
   */
  after(delayMs: number, run: () => void): CancelTimer
}
