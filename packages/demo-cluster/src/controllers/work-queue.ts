import type { Timers } from './time/timers.ts'

export interface WorkQueueOptions {
  timers: Timers
  /** How long a key waits before it is worked on; further mentions meanwhile are the same work. Ms. */
  delayMs: () => number
  /** Brings one object closer to what its spec asks for. */
  work: (key: string) => void
}

/**
 * Keys that need work, each once: the loop every controller is. A key mentioned while it is worked on is worked on
 * again. Source: k8s.io/client-go util/workqueue.
 */
export class WorkQueue {
  readonly #options: WorkQueueOptions
  readonly #waiting = new Set<string>()
  readonly #later = new Map<string, number>()

  constructor(options: WorkQueueOptions) {
    this.#options = options
  }

  add(key: string): void {
    if (this.#waiting.has(key)) return
    this.#waiting.add(key)
    this.#options.timers.after(this.#options.delayMs(), () => {
      this.#waiting.delete(key)
      this.#options.work(key)
    })
  }

  /** Mention the key again in `delayMs`, unless an earlier reminder is already set. */
  addAfter(key: string, delayMs: number): void {
    const { timers } = this.#options
    const dueAt = timers.now() + delayMs
    const planned = this.#later.get(key)
    if (planned !== undefined && planned > timers.now() && planned <= dueAt) return
    this.#later.set(key, dueAt)
    timers.after(delayMs, () => {
      if (this.#later.get(key) === dueAt) this.#later.delete(key)
      this.add(key)
    })
  }
}
