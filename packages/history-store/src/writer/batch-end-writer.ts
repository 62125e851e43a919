import type { Gap } from '@portolan/domain'
import type { EventRecurrence, StreamCursor, StreamScope } from '@portolan/pipeline/ports'
import type { Connection, Statement } from '../sqlite/connection.ts'
import type { BatchEnd } from './batch-frames.ts'
import type { ObjectBook } from './object-book.ts'

/** Writes what a batch says beside its changes and ledger entries. */
export class BatchEndWriter {
  readonly #objects: ObjectBook
  readonly #cursor: Statement
  readonly #begin: Statement
  readonly #forget: Statement
  readonly #gap: Statement
  readonly #recurrence: Statement
  readonly #commit: Statement

  constructor(connection: Connection, objects: ObjectBook) {
    this.#objects = objects
    this.#cursor = connection.statement(
      'INSERT OR REPLACE INTO stream_cursor (kind, namespace, resource_version, observed_at) VALUES (?, ?, ?, ?)',
    )
    this.#begin = connection.statement(
      'INSERT OR IGNORE INTO stream_beginning (kind, namespace, seq, at) VALUES (?, ?, ?, ?)',
    )
    this.#forget = connection.statement('DELETE FROM stream_cursor WHERE kind = ? AND namespace = ?')
    this.#gap = connection.statement(
      'INSERT OR REPLACE INTO gap (kind, namespace, from_at, to_at, reason) VALUES (?, ?, ?, ?, ?)',
    )
    this.#recurrence = connection.statement(
      'INSERT OR REPLACE INTO event_recurrence (object_id, count, last_at) VALUES (?, ?, ?)',
    )
    this.#commit = connection.statement("INSERT OR REPLACE INTO setting (name, value) VALUES ('last-commit-at', ?)")
  }

  /** @param seq the newest of the batch */
  take({ cursors, gaps, recurrences, forgotten, committedAt }: BatchEnd, seq: number): void {
    for (const scope of forgotten) this.#forgetCursor(scope)
    for (const cursor of cursors) this.#takeCursor(cursor, seq)
    for (const gap of gaps) this.#takeGap(gap)
    for (const recurrence of recurrences) this.#takeRecurrence(recurrence)
    this.#commit.run(String(committedAt))
  }

  #forgetCursor({ kind, namespace = '' }: StreamScope): void {
    this.#forget.run(kind, namespace)
  }

  /** There is none before the stream's first list was complete. */
  #takeCursor({ stream: { kind, namespace = '' }, resourceVersion, observedAt }: StreamCursor, seq: number): void {
    this.#cursor.run(kind, namespace, resourceVersion, observedAt)
    this.#begin.run(kind, namespace, seq, observedAt)
  }

  #takeGap({ kind, namespace = '', from, to, reason }: Gap): void {
    this.#gap.run(kind, namespace, from, to ?? null, reason)
  }

  /** An Event object that is gone again has nothing left to count. */
  #takeRecurrence({ uid, count, lastAt }: EventRecurrence): void {
    const objectId = this.#objects.idOf(uid)
    if (objectId !== undefined) this.#recurrence.run(objectId, count, lastAt)
  }
}
