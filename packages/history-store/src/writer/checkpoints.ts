import type { Connection, Query } from '../sqlite/connection.ts'
import { BlockLines } from '../state/block-lines.ts'
import { ShelfStates, textsOf } from '../state/shelf-states.ts'
import { CheckpointWriter, LEAST_WEIGHT } from './checkpoint-writer.ts'
import { KeptShelves, type NotedStep } from './kept-shelves.ts'

/** Changes behind a checkpoint never outweigh this share of the state for long: to apply them is what reading costs. */
const UNREAD = 1 / 4

/** What was there at first is read from where it was written as fast as from a checkpoint: those wait until it is all there. */
const INITIAL_WAITS_MS = 30_000

/**
 * A shelf waits for no more than so many changes of any, for each shelf that waits: the changes of one that rarely has any would
 * else lie in blocks that are read for nothing else. So at most one checkpoint in so many changes is written for that.
 */
const PATIENCE = 128

interface WrittenStep extends NotedStep {
  readonly seq: number
}

interface ShelfWeight {
  /** Characters of the state at its last checkpoint. */
  state: number
  /** Characters of the changes since. */
  changes: number
}

/**
 * Keeps every state within reach: a checkpoint whenever the changes behind the last one outweigh a quarter of the state, or lie
 * far back.
 *
 * So what lay on a shelf at any `seq` costs little more than reading the state alone, however long the history. Most checkpoints
 * are patches of one that is whole; when a patch grows to half the state, the next whole one is due.
 */
export class Checkpoints {
  readonly #states: ShelfStates
  readonly #writer: CheckpointWriter
  readonly #last: Query<[seq: number, weight: number]>
  readonly #since: Query<[weight: number]>
  readonly #kept = new KeptShelves()
  readonly #weights = new Map<number, ShelfWeight>()
  readonly #due = new Set<number>()
  /** Shelves with changes behind their checkpoints that are not due, and the first `seq` of those; oldest first. */
  readonly #waiting: Map<number, number>
  /** Shelves on which nothing but what was there at first is without a checkpoint. */
  readonly #initial = new Set<number>()
  #lastInitialAt = 0
  readonly #monotonic: () => number

  /** @param monotonic ms of a clock that is never set */
  constructor(connection: Connection, monotonic: () => number = () => performance.now()) {
    this.#monotonic = monotonic
    this.#states = new ShelfStates(connection, new BlockLines(connection))
    this.#writer = new CheckpointWriter(connection)
    this.#last = connection.query('SELECT seq, weight FROM checkpoint WHERE shelf_id = ? ORDER BY seq DESC LIMIT 1')
    this.#since = connection.query(
      'SELECT coalesce(sum(weight), 0) FROM shelf_block WHERE shelf_id = ? AND first_seq > ?',
    )
    // What lies in one block with its checkpoint costs no block more. Which was there at first nobody knows any more.
    const waiting = connection.query<[shelfId: number, since: number]>(
      `SELECT s.id, (SELECT min(b.first_seq) FROM shelf_block b WHERE b.shelf_id = s.id AND b.first_seq >
         coalesce((SELECT max(c.seq) FROM checkpoint c WHERE c.shelf_id = s.id), 0)) AS since
       FROM shelf s WHERE since IS NOT NULL ORDER BY since`,
    )
    this.#waiting = new Map(waiting.all())
  }

  /** How many shelves wait for theirs. */
  get due(): number {
    return this.#due.size
  }

  /** Whether the time of any has come: of those that are due, or of those that have waited for what was there at first. */
  get isAnyTime(): boolean {
    return this.#due.size > 0 || this.#isTimeOfInitial
  }

  get #isTimeOfInitial(): boolean {
    return this.#initial.size > 0 && this.#monotonic() - this.#lastInitialAt >= INITIAL_WAITS_MS
  }

  /** Count a change that was written. */
  note(shelfId: number, step: WrittenStep): void {
    if (this.#isTooMuch(shelfId, step)) this.#makeDue(shelfId)
    this.#wait(shelfId, step)
  }

  /** Count an object that was there at first: it lies among others that came with it, so nothing waits for its sake. */
  noteInitial(shelfId: number, step: WrittenStep): void {
    this.#lastInitialAt = this.#monotonic()
    if (this.#isTooMuch(shelfId, step)) this.#initial.add(shelfId)
  }

  #wait(shelfId: number, { seq }: WrittenStep): void {
    if (!this.#due.has(shelfId) && !this.#waiting.has(shelfId)) this.#waiting.set(shelfId, seq)
    const [longest] = this.#waiting
    if (longest === undefined) return
    const [longestId, since] = longest
    if (seq - since > PATIENCE * (this.#waiting.size + this.#due.size)) this.#makeDue(longestId)
  }

  #makeDue(shelfId: number): void {
    this.#due.add(shelfId)
    this.#waiting.delete(shelfId)
  }

  #isTooMuch(shelfId: number, step: WrittenStep): boolean {
    const weight = this.#weights.get(shelfId) ?? this.#load(shelfId)
    this.#kept.take(shelfId, step)
    weight.changes += step.line.length + 1
    return weight.changes >= Math.max(LEAST_WEIGHT, UNREAD * weight.state)
  }

  /**
   * Write the checkpoint of the shelf that waits longest. Nothing, where it is time for none.
   *
   * @param seq the newest that is committed
   */
  writeNext(seq: number): void {
    const [shelfId] = this.#due.size === 0 && this.#isTimeOfInitial ? this.#initial : this.#due
    if (shelfId === undefined) return
    const state = this.#kept.stateOf(shelfId) ?? this.#states.at(shelfId, seq)
    const draft = this.#writer.draft(shelfId, { seq, texts: textsOf(state) }, this.#kept.baseOf(shelfId))
    if (this.#writer.write(draft)) this.#kept.keep(shelfId, state, draft)
    else this.#kept.forget(shelfId)
    this.#weights.set(shelfId, { state: draft.weight, changes: 0 })
    this.#due.delete(shelfId)
    this.#initial.delete(shelfId)
    this.#waiting.delete(shelfId)
  }

  #load(shelfId: number): ShelfWeight {
    const [seq, state] = this.#last.first(shelfId) ?? [0, 0]
    const weight = { state, changes: this.#since.first(shelfId, seq)?.[0] ?? 0 }
    this.#weights.set(shelfId, weight)
    return weight
  }
}
