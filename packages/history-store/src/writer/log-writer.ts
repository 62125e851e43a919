import { StoreMismatchError } from '../errors.ts'
import type { Connection } from '../sqlite/connection.ts'
import { BatchEndWriter } from './batch-end-writer.ts'
import type { BatchFrame, ChangeRecord } from './batch-frames.ts'
import { BlockWriter } from './block-writer.ts'
import { ChangeWriter } from './change-writer.ts'
import { Checkpoints } from './checkpoints.ts'
import { LedgerWriter } from './ledger-writer.ts'
import { ObjectBook } from './object-book.ts'
import { ServiceMinutes } from './service-minutes.ts'

/** So many shelves may wait for their checkpoints until there is time between batches. */
const MOST_DUE = 64
/** So many checkpoints are written before a batch where more wait: about as many as a batch makes due. */
const CHECKPOINTS_BEFORE_A_BATCH = 16

/**
 * The one who writes the log; synchronous, in a thread of its own.
 *
 * What it keeps in memory follows the open transaction. When that fails it is all read again, so that memory never knows
 * what the file does not.
 */
export class LogWriter {
  readonly #connection: Connection
  readonly #isExcerpt: boolean
  #parts: ReturnType<typeof partsOf> | undefined

  /** @param isExcerpt the log is a part of another one: `seq` may begin anywhere and leave some out, but only ever rise */
  constructor(connection: Connection, isExcerpt = false) {
    this.#connection = connection
    this.#isExcerpt = isExcerpt
  }

  /**
   * Write one frame of a batch. The first begins a transaction, the last commits it.
   *
   * @throws whatever went wrong; the whole batch is rolled back
   */
  write(frame: BatchFrame): void {
    try {
      this.#parts ??= partsOf(this.#connection, this.#isExcerpt)
      if (!this.#connection.isInTransaction) this.#begin()
      this.#take(frame, this.#parts)
      if (frame.end) this.#connection.exec('COMMIT')
    } catch (error) {
      this.abandon()
      throw error
    }
  }

  /** Forget a batch whose last frame will not come. */
  abandon(): void {
    this.#parts = undefined
    this.#connection.rollback()
  }

  /** Before a batch: write some checkpoints where too many wait, for one who is never idle must be read as fast as others. */
  catchUp(): void {
    for (let count = 0; count < CHECKPOINTS_BEFORE_A_BATCH; count++) {
      if ((this.#parts?.checkpoints.due ?? 0) <= MOST_DUE || !this.checkpoint()) return
    }
  }

  /** Write one checkpoint that is due, between batches. @returns whether more are */
  checkpoint(): boolean {
    const parts = this.#parts
    if (parts === undefined || !parts.checkpoints.isAnyTime || this.#connection.isInTransaction) return false
    try {
      this.#connection.transaction(() => parts.checkpoints.writeNext(parts.seq))
    } catch (error) {
      this.abandon()
      throw error
    }
    return parts.checkpoints.isAnyTime
  }

  #take({ changes, lines, ledger, end }: BatchFrame, parts: ReturnType<typeof partsOf>): void {
    for (const [index, change] of changes.entries()) {
      this.#moveTo(change, parts)
      const object = parts.objects.take(change)
      const line = lines[index] ?? ''
      parts.changes.write(change, object)
      parts.blocks.add(object.shelfId, line)
      const step = { seq: change.seq, kind: change.kind, objectId: object.id, type: change.change, line }
      if (change.evidence === 'initial') parts.checkpoints.noteInitial(object.shelfId, step)
      else parts.checkpoints.note(object.shelfId, step)
    }
    for (const entry of ledger) parts.ledger.take(entry)
    if (end === undefined) return
    parts.blocks.flush()
    parts.ledger.flush()
    parts.end.take(end, parts.seq)
  }

  #begin(): void {
    this.#connection.exec('BEGIN IMMEDIATE')
    if (this.#isExcerpt)
      this.#connection.exec("INSERT OR IGNORE INTO setting (name, value) VALUES ('is-excerpt', 'yes')")
  }

  #moveTo(change: ChangeRecord, parts: ReturnType<typeof partsOf>): void {
    const due = parts.seq + 1
    if (change.seq !== due) {
      if (!this.#isExcerpt || change.seq < due) throw outOfOrder(change, due)
      parts.blocks.skipTo(change.seq)
    }
    parts.seq = change.seq
  }
}

function partsOf(connection: Connection, isExcerpt: boolean) {
  const objects = new ObjectBook(connection)
  return {
    seq: connection.query<[number]>('SELECT coalesce(max(seq), 0) FROM change').first()?.[0] ?? 0,
    objects,
    changes: new ChangeWriter(connection),
    blocks: new BlockWriter(connection),
    ledger: new LedgerWriter(connection, isExcerpt ? undefined : new ServiceMinutes(connection)),
    end: new BatchEndWriter(connection, objects),
    checkpoints: new Checkpoints(connection),
  }
}

function outOfOrder({ seq }: ChangeRecord, due: number): StoreMismatchError {
  return new StoreMismatchError(`Change ${seq} was to be appended where ${due} is due.`)
}
