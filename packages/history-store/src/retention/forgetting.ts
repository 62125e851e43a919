import type { Connection } from '../sqlite/connection.ts'
import { BlockLines } from '../state/block-lines.ts'
import { ShelfStates, textsOf } from '../state/shelf-states.ts'
import { CheckpointWriter } from '../writer/checkpoint-writer.ts'
import { ChangeSweep } from './change-sweep.ts'
import { LedgerSweep } from './ledger-sweep.ts'
import { inSteps, inStepsOfEach, type Steps } from './steps.ts'

/** States are made shelf by shelf: neighbours in the log are not asked for again. */
const CACHED_CHARACTERS = 2 * 1024 * 1024
/** So many checkpoints go at a time; each has some pages. */
const CHECKPOINTS_A_STEP = 8
/** So many go for one that comes; the rest of them later. */
const EXCHANGED_A_STEP = 32
/** And rollouts. */
const ROLLOUTS_A_STEP = 50

/**
 * Forgets what is before a boundary, without a moment in which the log would answer wrongly.
 *
 * First, at once, the log begins at the boundary: readers see nothing before it, though what is behind it is still told by what
 * lies before. Then each shelf that changed before it gets a checkpoint of its state there, in exchange for its older ones: that
 * needs next to no room, and room is what there is least of when a log must forget. Last goes what nobody can see any more. A
 * process that dies in between leaves only work behind, and so does one that finds no room: the next boundary has more to
 * exchange.
 */
export class Forgetting {
  readonly #connection: Connection
  readonly #states: ShelfStates
  readonly #checkpoints: CheckpointWriter
  readonly #changes: ChangeSweep
  readonly #ledgers: LedgerSweep
  readonly #statements: ReturnType<typeof prepare>

  constructor(connection: Connection) {
    this.#connection = connection
    this.#states = new ShelfStates(connection, new BlockLines(connection, CACHED_CHARACTERS))
    this.#checkpoints = new CheckpointWriter(connection)
    this.#changes = new ChangeSweep(connection)
    this.#ledgers = new LedgerSweep(connection)
    this.#statements = prepare(connection)
  }

  /** Let the log begin at a `seq`, with which a block begins. */
  *forgetBefore(keptFrom: number): Steps {
    this.#statements.keepFrom.run(String(keptFrom))
    yield 1
    yield* this.sweepBefore(keptFrom)
  }

  /** Remove what is before the `seq` with which the log begins already. Does nothing the second time. */
  *sweepBefore(keptFrom: number): Steps {
    for (const shelfId of this.#shelves()) {
      if (this.#needsCheckpoint(shelfId, keptFrom)) yield this.#exchangeCheckpoints(shelfId, keptFrom)
    }
    yield* this.#changes.sweepBefore(keptFrom)
    yield* this.#sweepCheckpoints(keptFrom)
    yield* this.#ledgers.sweepBefore(keptFrom)
    yield* this.#sweepRollouts(keptFrom)
  }

  /** What goes makes room for what comes. @returns how many rows that were */
  #exchangeCheckpoints(shelfId: number, keptFrom: number): number {
    const seq = keptFrom - 1
    const draft = this.#checkpoints.draft(shelfId, { seq, texts: textsOf(this.#states.at(shelfId, seq)) })
    return this.#connection.transaction(() => {
      const { baseSeq } = draft
      const gone = this.#statements.exchange.run({ shelfId, keptFrom, baseSeq, count: EXCHANGED_A_STEP })
      this.#checkpoints.write(draft)
      return gone + 1
    })
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
    return this.#statements.lacksCheckpoint.first({ shelfId, keptFrom }) !== undefined
  }

  #shelves(): number[] {
    return this.#statements.shelves.all().map(([shelfId]) => shelfId)
  }
}

function prepare(connection: Connection) {
  return {
    shelves: connection.query<[shelfId: number]>('SELECT id FROM shelf'),
    lacksCheckpoint: connection.query<[1]>(
      `SELECT 1 FROM shelf_block WHERE shelf_id = :shelfId AND first_seq < :keptFrom
         AND NOT EXISTS (SELECT 1 FROM checkpoint WHERE shelf_id = :shelfId AND seq = :keptFrom - 1) LIMIT 1`,
    ),
    exchange: connection.statement(
      `DELETE FROM checkpoint WHERE id IN (
         SELECT id FROM checkpoint c WHERE shelf_id = :shelfId AND seq < :keptFrom AND seq IS NOT :baseSeq
           AND NOT EXISTS (SELECT 1 FROM checkpoint WHERE shelf_id = :shelfId AND seq >= :keptFrom AND base_seq = c.seq)
         ORDER BY seq DESC LIMIT :count)`,
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
