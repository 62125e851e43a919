import type { Clock } from '@portolan/pipeline/ports'

/**
 * One alarm that is set again and again.
 *
 * A busy watch sets it for every piece that arrives, and nearly always to a later time than before, so one sleep serves them
 * all: when it wakes too early it sleeps on.
 */
export class Patience {
  readonly #clock: Clock
  /** Monotonic ms; `Infinity` while nobody waits. */
  #ringAt = Number.POSITIVE_INFINITY
  #ring: () => void = () => undefined
  /** Monotonic ms at which the sleep under way ends, and how to end it now. */
  #sleep: { readonly until: number; readonly waking: AbortController } | undefined
  #isOver = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Call `ring` after `ms`, unless it is set anew or disarmed before. */
  set(ms: number, ring: () => void): void {
    this.#ringAt = this.#clock.monotonic() + ms
    this.#ring = ring
    if (this.#sleep !== undefined && this.#sleep.until <= this.#ringAt) return
    this.#sleep?.waking.abort()
    this.#fallAsleep()
  }

  disarm(): void {
    this.#ringAt = Number.POSITIVE_INFINITY
  }

  /** Never ring again, hold no timer. */
  end(): void {
    this.#isOver = true
    this.disarm()
    this.#sleep?.waking.abort()
  }

  #fallAsleep(): void {
    if (this.#isOver || this.#ringAt === Number.POSITIVE_INFINITY) {
      this.#sleep = undefined
      return
    }
    const sleep = { until: this.#ringAt, waking: new AbortController() }
    this.#sleep = sleep
    const ms = Math.max(0, this.#ringAt - this.#clock.monotonic())
    void this.#clock.sleep(ms, sleep.waking.signal).then(() => {
      if (this.#sleep === sleep) this.#wake()
    })
  }

  #wake(): void {
    this.#sleep = undefined
    if (this.#clock.monotonic() < this.#ringAt) {
      this.#fallAsleep()
      return
    }
    this.disarm()
    this.#ring()
  }
}
