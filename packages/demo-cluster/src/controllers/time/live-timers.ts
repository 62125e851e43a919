import { TimerQueue } from './timer-queue.ts'
import type { CancelTimer, Timers } from './timers.ts'

/** `setTimeout` takes at most this many ms; longer waits are taken in steps. */
const LONGEST_TIMEOUT_MS = 2_000_000_000

/**
 * The wall clock, entered from the past: it starts `behindMs` ago and stands still until `catchUp` has run everything
 * planned up to now, in order and at once. So a cluster is some minutes old when somebody first looks at it.
 *
 * After that it never runs backwards, whatever is done to the system's clock. Its waiting does not keep a process alive.
 */
export class LiveTimers implements Timers {
  readonly #queue = new TimerQueue()
  readonly #originMs = Date.now() - performance.now()
  #pastNow: number | undefined
  #armed: NodeJS.Timeout | undefined
  #armedFor = Number.POSITIVE_INFINITY
  #isClosed = false

  constructor(behindMs = 0) {
    this.#pastNow = this.#wallClock() - behindMs
  }

  now(): number {
    return this.#pastNow ?? this.#wallClock()
  }

  after(delayMs: number, run: () => void): CancelTimer {
    if (this.#isClosed) return () => undefined
    const cancel = this.#queue.add(this.now() + Math.max(0, Math.ceil(delayMs)), run)
    this.#arm()
    return cancel
  }

  /** Run what the past still holds, then follow the wall clock. Calling it again changes nothing. */
  catchUp(): void {
    if (this.#pastNow === undefined) return
    for (let dueAt = this.#queue.nextDueAt(); dueAt !== undefined && dueAt <= this.#wallClock(); ) {
      this.#pastNow = Math.max(this.#pastNow, dueAt)
      this.#queue.takeDue(dueAt)?.()
      dueAt = this.#queue.nextDueAt()
    }
    this.#pastNow = undefined
    this.#arm()
  }

  /** Forget every planned call and take no more. */
  close(): void {
    this.#isClosed = true
    this.#queue.clear()
    clearTimeout(this.#armed)
  }

  #wallClock(): number {
    return Math.floor(this.#originMs + performance.now())
  }

  #arm(): void {
    const dueAt = this.#queue.nextDueAt()
    if (this.#pastNow !== undefined || dueAt === undefined || dueAt >= this.#armedFor) return
    clearTimeout(this.#armed)
    this.#armedFor = dueAt
    const delayMs = Math.min(Math.max(0, dueAt - this.#wallClock()), LONGEST_TIMEOUT_MS)
    this.#armed = setTimeout(() => this.#runDue(), delayMs)
    this.#armed.unref()
  }

  #runDue(): void {
    this.#armedFor = Number.POSITIVE_INFINITY
    const now = this.#wallClock()
    try {
      for (let run = this.#queue.takeDue(now); run !== undefined; run = this.#queue.takeDue(now)) run()
    } finally {
      this.#arm()
    }
  }
}
