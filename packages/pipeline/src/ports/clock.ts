/** Where time comes from. Everything that decides by time takes one of these, so that tests can hold it. */
export interface Clock {
  /** Epoch ms of the wall clock; may step. */
  now(): number
  /** Milliseconds that never go back, from an arbitrary origin: for durations. */
  monotonic(): number
  /** Resolves after this many milliseconds, or as soon as the signal aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
