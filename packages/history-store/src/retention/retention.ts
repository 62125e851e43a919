import type { Connection } from '../sqlite/connection.ts'
import { type Boundary, BoundaryFinder } from './boundary.ts'
import { Forgetting } from './forgetting.ts'
import { FreePages } from './free-pages.ts'
import { MinuteThinning } from './minute-thinning.ts'
import type { RetentionLimits } from './retention-limits.ts'
import type { Steps } from './steps.ts'

/** A step forgets some hundred changes, in about the time it takes to write them. */
const STEPS_BEFORE_A_BATCH = 8

/**
 * Keeps the log within its limits, a step at a time, on the thread that writes it.
 *
 * A step is one short transaction of a few hundred rows or one checkpoint. Nothing of it is kept in memory that a restart
 * would miss: what is left over is found again.
 */
export class Retention {
  readonly #boundaries: BoundaryFinder
  readonly #forgetting: Forgetting
  readonly #thinning: MinuteThinning
  readonly #freePages: FreePages
  #work: Steps | undefined
  #isSwept = false
  #limit: Boundary['limit'] = 'age'

  constructor(connection: Connection, limits: RetentionLimits) {
    this.#boundaries = new BoundaryFinder(connection, limits)
    this.#forgetting = new Forgetting(connection)
    this.#thinning = new MinuteThinning(connection)
    this.#freePages = new FreePages(connection)
  }

  /**
   * Before a batch: forget what there was no time to forget between batches, so much that forgetting keeps up with any writer.
   * Does nothing while there is room.
   */
  makeRoom(): void {
    for (let step = 0; step < STEPS_BEFORE_A_BATCH && this.#boundaries.isPressed; step++) {
      if (this.step() === undefined) return
    }
  }

  /**
   * Do one step; never within a transaction.
   *
   * @returns how many rows it wrote or removed; `undefined` where there is nothing to do
   */
  step(): number | undefined {
    const work = this.#work ?? this.#nextWork()
    this.#work = undefined
    if (work === undefined) return this.#freePages.giveBack() ? 0 : undefined
    const { value, done } = work.next()
    if (!done) this.#work = work
    return value ?? 0
  }

  #nextWork(): Steps | undefined {
    const kept = this.#boundaries.kept
    if (!this.#isSwept) {
      this.#isSwept = true
      if (kept.seq > 1) return this.#forgetting.sweepBefore(kept.seq)
    }
    const boundary = this.#boundaries.next()
    if (boundary) {
      this.#limit = boundary.limit
      return this.#forgetting.forgetBefore(boundary.keptFrom)
    }
    const ages = { now: this.#boundaries.now, keptAt: kept.time, isTight: this.#limit === 'size' }
    return this.#thinning.thin(ages)
  }
}
