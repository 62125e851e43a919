import type { Connection, Query } from '../sqlite/connection.ts'
import { BlockLines } from '../state/block-lines.ts'
import { ShelfStates, textsOf } from '../state/shelf-states.ts'
import { CheckpointWriter, LEAST_WEIGHT } from './checkpoint-writer.ts'

/** Changes behind a checkpoint never outweigh this share of the state for long: to apply them is what reading costs. */
const UNREAD = 1 / 4

interface ShelfWeight {
  /** Characters of the state at its last checkpoint. */
  state: number
  /** Characters of the changes since. */
  changes: number
}

/**
 * Keeps every state within reach: a checkpoint whenever the changes behind the last one outweigh a quarter of the state.
 *
 * So what lay on a shelf at any `seq` costs little more than reading the state alone, however long the history. Most checkpoints
 * are patches of one that is whole; when a patch grows to half the state, the next whole one is due.
 */
export class Checkpoints {
  readonly #states: ShelfStates
  readonly #writer: CheckpointWriter
  readonly #last: Query<[seq: number, weight: number]>
  readonly #since: Query<[weight: number]>
  readonly #weights = new Map<number, ShelfWeight>()
  readonly #due = new Set<number>()

  constructor(connection: Connection) {
    this.#states = new ShelfStates(connection, new BlockLines(connection))
    this.#writer = new CheckpointWriter(connection)
    this.#last = connection.query('SELECT seq, weight FROM checkpoint WHERE shelf_id = ? ORDER BY seq DESC LIMIT 1')
    this.#since = connection.query(
      'SELECT coalesce(sum(weight), 0) FROM shelf_block WHERE shelf_id = ? AND first_seq > ?',
    )
  }

  /** How many shelves wait for theirs. */
  get due(): number {
    return this.#due.size
  }

  /** Count a change that was written. */
  note(shelfId: number, line: string): void {
    const weight = this.#weights.get(shelfId) ?? this.#load(shelfId)
    weight.changes += line.length + 1
    if (weight.changes >= Math.max(LEAST_WEIGHT, UNREAD * weight.state)) this.#due.add(shelfId)
  }

  /**
   * Write the checkpoint of the shelf that waits longest. Nothing, where none waits.
   *
   * @param seq the newest that is committed
   */
  writeNext(seq: number): void {
    const [shelfId] = this.#due
    if (shelfId === undefined) return
    const draft = this.#writer.draft(shelfId, seq, textsOf(this.#states.at(shelfId, seq)))
    this.#writer.write(draft)
    this.#weights.set(shelfId, { state: draft.weight, changes: 0 })
    this.#due.delete(shelfId)
  }

  #load(shelfId: number): ShelfWeight {
    const [seq, state] = this.#last.first(shelfId) ?? [0, 0]
    const weight = { state, changes: this.#since.first(shelfId, seq)?.[0] ?? 0 }
    this.#weights.set(shelfId, weight)
    return weight
  }
}
