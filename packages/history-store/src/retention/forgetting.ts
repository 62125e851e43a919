import type { Connection } from '../sqlite/connection.ts'
import { BlockLines } from '../state/block-lines.ts'
import { packState, weightOf } from '../state/checkpoint-content.ts'
import { ShelfStates, textsOf } from '../state/shelf-states.ts'
import { ChangeSweep } from './change-sweep.ts'
import { LedgerSweep } from './ledger-sweep.ts'
import { inSteps, inStepsOfEach, type Steps } from './steps.ts'

/** States are made shelf by shelf: neighbours in the log are not asked for again. */
const CACHED_CHARACTERS = 2 * 1024 * 1024
/** So many checkpoints go at a time; each has some pages. */
const CHECKPOINTS_A_STEP = 8
/** And rollouts. */
const ROLLOUTS_A_STEP = 50

/**
 * Forgets what is before a boundary, without a moment in which the log would answer wrongly.
 *
 * First every shelf that changed gets a checkpoint of its state just before the boundary. Then, at once, the log begins at the
 * boundary: readers see nothing before it. What nobody can see any more is removed after that; a process that dies in between
 * leaves only work behind.
 */
export class Forgetting {
  readonly #connection: Connection
  readonly #states: ShelfStates
  readonly #changes: ChangeSweep
  readonly #ledgers: LedgerSweep
  readonly #statements: ReturnType<typeof prepare>

  constructor(connection: Connection) {
    this.#connection = connection
    this.#states = new ShelfStates(connection, new BlockLines(connection, CACHED_CHARACTERS))
    this.#changes = new ChangeSweep(connection)
    this.#ledgers = new LedgerSweep(connection)
    this.#statements = prepare(connection)
  }

  /** Let the log begin at a `seq`, with which a block begins. */
  *forgetBefore(keptFrom: number): Steps {
    for (const shelfId of this.#shelves()) {
      if (!this.#needsCheckpoint(shelfId, keptFrom)) continue
      const texts = textsOf(this.#states.at(shelfId, keptFrom - 1))
      this.#statements.checkpoint.run(shelfId, keptFrom - 1, weightOf(texts), packState(texts))
      yield 1
    }
    this.#statements.keepFrom.run(String(keptFrom))
    yield 1
    yield* this.sweepBefore(keptFrom)
  }

  /** Remove what is before the `seq` with which the log begins already. Does nothing the second time. */
  *sweepBefore(keptFrom: number): Steps {
    yield* this.#changes.sweepBefore(keptFrom)
    yield* this.#sweepCheckpoints(keptFrom)
    yield* this.#ledgers.sweepBefore(keptFrom)
    yield* this.#sweepRollouts(keptFrom)
  }

  /** The newest checkpoint before the boundary is where its states begin; those before it go, when nothing builds on them. */
  #sweepCheckpoints(keptFrom: number): Steps {
    return inStepsOfEach(this.#connection, this.#shelves(), (shelfId) =>
      this.#statements.dropCheckpoints.run({ shelfId, keptFrom, count: CHECKPOINTS_A_STEP }),
    )
  }

  /** A rollout goes with the change that asked for it: how it began cannot be looked up any more. */
  #sweepRollouts(keptFrom: number): Steps {
    return inSteps(this.#connection, () => this.#statements.dropRollouts.run(keptFrom, ROLLOUTS_A_STEP))
  }

  #needsCheckpoint(shelfId: number, keptFrom: number): boolean {
    return this.#statements.isChanged.first(shelfId, keptFrom) !== undefined
  }

  #shelves(): number[] {
    return this.#statements.shelves.all().map(([shelfId]) => shelfId)
  }
}

function prepare(connection: Connection) {
  return {
    shelves: connection.query<[shelfId: number]>('SELECT id FROM shelf'),
    isChanged: connection.query<[1]>('SELECT 1 FROM shelf_block WHERE shelf_id = ? AND first_seq < ? LIMIT 1'),
    checkpoint: connection.statement(
      'INSERT OR IGNORE INTO checkpoint (shelf_id, seq, weight, content) VALUES (?, ?, ?, ?)',
    ),
    keepFrom: connection.statement("INSERT OR REPLACE INTO setting (name, value) VALUES ('kept-from', ?)"),
    dropRollouts: connection.statement(
      'DELETE FROM rollout WHERE requested_seq IN (SELECT requested_seq FROM rollout WHERE requested_seq < ? LIMIT ?)',
    ),
    dropCheckpoints: connection.statement(
      `DELETE FROM checkpoint WHERE id IN (
         SELECT id FROM checkpoint c WHERE shelf_id = :shelfId
           AND NOT EXISTS (SELECT 1 FROM checkpoint WHERE shelf_id = :shelfId AND seq > c.seq AND base_seq = c.seq)
           AND seq < (SELECT max(seq) FROM checkpoint WHERE shelf_id = :shelfId AND seq < :keptFrom)
         ORDER BY seq LIMIT :count)`,
    ),
  }
}
