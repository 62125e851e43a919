import type { Connection, Query, Statement } from '../sqlite/connection.ts'
import { BlockLines } from '../state/block-lines.ts'
import { packState, ShelfStates } from '../state/shelf-states.ts'

/** Below this a shelf needs no checkpoint: its changes are read faster than a checkpoint is found. */
const LEAST_WEIGHT = 16 * 1024

interface ShelfWeight {
  /** Characters of the state at its last checkpoint. */
  state: number
  /** Characters of the changes since. */
  changes: number
}

/**
 * Keeps every state within reach: the changes after a checkpoint never outweigh the state itself for long.
 *
 * So what lay on a shelf at any `seq` costs at most about twice what the state costs alone, however long the history, and
 * checkpoints take at most about as much room as the changes.
 */
export class Checkpoints {
  readonly #states: ShelfStates
  readonly #insert: Statement
  readonly #last: Query<[seq: number, weight: number]>
  readonly #since: Query<[weight: number]>
  readonly #weights = new Map<number, ShelfWeight>()
  readonly #due = new Set<number>()

  constructor(connection: Connection) {
    this.#states = new ShelfStates(connection, new BlockLines(connection))
    this.#insert = connection.statement(
      'INSERT OR IGNORE INTO checkpoint (shelf_id, seq, weight, content) VALUES (?, ?, ?, ?)',
    )
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
    if (weight.changes >= Math.max(LEAST_WEIGHT, weight.state)) this.#due.add(shelfId)
  }

  /**
   * Write the checkpoint of the shelf that waits longest. Nothing, where none waits.
   *
   * @param seq the newest that is committed
   */
  writeNext(seq: number): void {
    const [shelfId] = this.#due
    if (shelfId === undefined) return
    const { content, weight } = packState(this.#states.at(shelfId, seq))
    this.#insert.run(shelfId, seq, weight, content)
    this.#weights.set(shelfId, { state: weight, changes: 0 })
    this.#due.delete(shelfId)
  }

  #load(shelfId: number): ShelfWeight {
    const [seq, state] = this.#last.first(shelfId) ?? [0, 0]
    const weight = { state, changes: this.#since.first(shelfId, seq)?.[0] ?? 0 }
    this.#weights.set(shelfId, weight)
    return weight
  }
}
