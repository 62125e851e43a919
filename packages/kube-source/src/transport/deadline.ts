import type { Clock } from '@portolan/pipeline/ports'

/** A signal that aborts with its parent, or by itself when time is up, and that can be let go of. */
export class Deadline {
  readonly #controller = new AbortController()
  readonly #sleeping = new AbortController()
  readonly #parent: AbortSignal
  readonly #onParentAbort = () => this.abort(this.#parent.reason)

  constructor(parent: AbortSignal) {
    this.#parent = parent
    if (parent.aborted) this.#onParentAbort()
    else parent.addEventListener('abort', this.#onParentAbort, { once: true })
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Abort with `reason` unless `release` or `disarm` comes first. */
  arm(clock: Clock, ms: number, reason: () => Error): void {
    void clock.sleep(ms, this.#sleeping.signal).then(() => {
      if (!this.#sleeping.signal.aborted) this.abort(reason())
    })
  }

  /** What `work` comes to, unless time is up before; work that cannot be stopped is left to itself. */
  async race<T>(work: Promise<T>): Promise<T> {
    const { signal } = this
    let onAbort = (): void => undefined
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => reject(signal.reason)
      if (signal.aborted) onAbort()
      else signal.addEventListener('abort', onAbort, { once: true })
    })
    try {
      return await Promise.race([work, aborted])
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  }

  /** Time no longer matters; the parent still does. */
  disarm(): void {
    this.#sleeping.abort()
  }

  abort(reason: unknown): void {
    this.disarm()
    this.#controller.abort(reason)
  }

  /** Nothing will abort it any more. */
  release(): void {
    this.disarm()
    this.#parent.removeEventListener('abort', this.#onParentAbort)
  }
}
