import { TimerQueue } from './timer-queue.ts'
import type { CancelTimer, Timers } from './timers.ts'

/** `setTimeout` takes at most this many ms; longer waits are taken in steps. */
const LONGEST_TIMEOUT_MS = 2_000_000_000
/** How long catching up may keep the event loop from others at a time. */
const TURN_MS = 12

/**
 * The wall clock, entered from the past: it starts `behindMs` ago and stands still until `catchUp` has run everything
 * planned up to now, in order. So a cluster is some minutes old when somebody first looks at it.
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

  /** @param behindMs how long ago it starts; without, it follows the wall clock from the beginning */
  constructor(behindMs = 0) {
    if (behindMs > 0) this.#pastNow = this.#wallClock() - behindMs
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

  /**
   * Run what the past still holds, then follow the wall clock; resolves when it does. Others get their turn every few
   * ms meanwhile. Calling it again changes nothing.
   */
  async catchUp(): Promise<void> {
    while (this.#pastNow !== undefined && !this.#isClosed) {
      if (this.#runPast(performance.now() + TURN_MS)) this.#pastNow = undefined
      else await new Promise((resolve) => setImmediate(resolve))
    }
    this.#arm()
  }

  /** Forget every planned call and take no more. */
  close(): void {
    this.#isClosed = true
    this.#queue.clear()
    clearTimeout(this.#armed)
  }

  /** @returns whether the present is reached; if not, the turn was over first */
  #runPast(turnEndsAt: number): boolean {
    while (performance.now() < turnEndsAt) {
      const dueAt = this.#queue.nextDueAt()
      if (dueAt === undefined || dueAt > this.#wallClock()) return true
      this.#pastNow = Math.max(this.#pastNow ?? dueAt, dueAt)
      this.#queue.takeDue(dueAt)?.()
    }
    return false
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
