import type { Connection } from '../sqlite/connection.ts'
import { type Boundary, BoundaryFinder } from './boundary.ts'
import { Forgetting } from './forgetting.ts'
import { FreePages } from './free-pages.ts'
import { MinuteThinning } from './minute-thinning.ts'
import { PageLimit } from './page-limit.ts'
import { mostPages, type RetentionLimits } from './retention-limits.ts'
import type { Steps } from './steps.ts'

/** A step forgets some hundred changes, in about the time it takes to write them. */
const STEPS_BEFORE_A_BATCH = 8
/** Where a writer is about to be stopped for want of room, a late batch is better than none: a second or less. */
const STEPS_BEFORE_THE_LAST_ROOM = 256

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
  readonly #pageLimit: PageLimit
  #work: Steps | undefined
  #isSwept = false
  #limit: Boundary['limit'] = 'age'

  /** @param maxPages the database has more only while it forgets */
  constructor(connection: Connection, limits: RetentionLimits, maxPages = mostPages(limits)) {
    this.#boundaries = new BoundaryFinder(connection, limits)
    this.#forgetting = new Forgetting(connection)
    this.#thinning = new MinuteThinning(connection)
    this.#freePages = new FreePages(connection)
    this.#pageLimit = new PageLimit(connection, maxPages)
  }

  /**
   * Before a batch: forget what there was no time to forget between batches, so much that forgetting keeps up with any writer.
   * Does nothing while there is room.
   *
   * @param wasRefused there was not enough room for the batch before
   */
  makeRoom(wasRefused = false): void {
    const isUrgent = wasRefused || this.#boundaries.isNearlyFull
    for (let left = isUrgent ? STEPS_BEFORE_THE_LAST_ROOM : STEPS_BEFORE_A_BATCH; left > 0; left--) {
      if (!(wasRefused ? this.#boundaries.isFull : this.#boundaries.isPressed)) return
      if (this.step() === undefined) return
    }
  }

  /**
   * Do one step; never within a transaction.
   *
   * @returns how many rows it wrote or removed; `undefined` where there is nothing to do
   * @throws there is no room even for this; the next step begins anew, with more to forget
   */
  step(): number | undefined {
    return this.#pageLimit.lifted(() => this.#step())
  }

  #step(): number | undefined {
    const work = this.#work ?? this.#nextWork()
    this.#work = undefined
    if (work === undefined) return this.#freePages.giveBack() ? 0 : undefined
    const { value, done } = work.next()
    if (!done) this.#work = work
    return value ?? 0
  }

  #nextWork(): Steps | undefined {
    const kept = this.#boundaries.kept
    const boundary = this.#boundaries.next()
    if (boundary) {
      this.#limit = boundary.limit
      return this.#untilSwept(this.#forgetting.forgetBefore(boundary.keptFrom))
    }
    if (!this.#isSwept && kept.seq > 1) return this.#untilSwept(this.#forgetting.sweepBefore(kept.seq))
    const ages = { now: this.#boundaries.now, keptAt: kept.time, isTight: this.#limit === 'size' }
    return this.#thinning.thin(ages)
  }
  /** Work that fails is not done: what it left over is found by the next. */
  *#untilSwept(work: Steps): Steps {
    this.#isSwept = false
    yield* work
    this.#isSwept = true
  }
}
