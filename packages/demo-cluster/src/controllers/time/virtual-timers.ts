import { TimerQueue } from './timer-queue.ts'
import type { CancelTimer, Timers } from './timers.ts'

/** Time that moves only when told to: hours of a cluster's life in seconds of a test. */
export class VirtualTimers implements Timers {
  readonly #queue = new TimerQueue()
  #now: number

  /** @param startAt epoch ms */
  constructor(startAt: number) {
    this.#now = startAt
  }

  now(): number {
    return this.#now
  }

  after(delayMs: number, run: () => void): CancelTimer {
    return this.#queue.add(this.#now + Math.max(0, Math.ceil(delayMs)), run)
  }

  /** Let `ms` pass; each call sees exactly the time it was planned for. */
  advance(ms: number): void {
    this.advanceUntil(() => false, ms)
  }

  /**
   * Let time pass until `condition` holds after a call, at most `limitMs`.
   * @returns whether it came to hold; if not, the whole limit has passed
   */
  advanceUntil(condition: () => boolean, limitMs: number): boolean {
    const end = this.#now + limitMs
    if (condition()) return true
    for (let dueAt = this.#queue.nextDueAt(); dueAt !== undefined && dueAt <= end; dueAt = this.#queue.nextDueAt()) {
      this.#now = Math.max(this.#now, dueAt)
      this.#queue.takeDue(dueAt)?.()
      if (condition()) return true
    }
    this.#now = end
    return false
  }
}
