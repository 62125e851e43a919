import { StoreClosedError } from '../errors.ts'
import { WorkerThread } from '../threads/worker-thread.ts'
import type { DamageWatch } from './damage-watch.ts'

/** Looks at all of a log that was too large to be looked at when it was opened, in a thread of its own, while it is used. */
export class FileCheck {
  readonly #thread: WorkerThread
  /** Resolves when all of it was seen, damage was found and told to the watch, or the check was ended. */
  readonly done: Promise<void>

  constructor(file: string, damage: DamageWatch) {
    this.#thread = new WorkerThread('opening/check-worker', { file })
    this.done = this.#check(damage)
  }

  /** May have to wait for the table that is being looked at. */
  close(): Promise<void> {
    return this.#thread.close()
  }

  async #check(damage: DamageWatch): Promise<void> {
    try {
      await damage.over({ check: () => this.#thread.ask({ type: 'check' }) }).check()
    } catch (error) {
      const isTold = damage.found !== undefined
      if (!isTold && !(error instanceof StoreClosedError)) throw error
    }
    await this.#thread.close()
  }
}
