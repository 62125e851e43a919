import { versionToColumns } from '../format/version-columns.ts'
import { CHANGE_TYPES, EVIDENCE } from '../format/words.ts'
import type { Connection, Statement } from '../sqlite/connection.ts'
import type { ChangeRecord } from './batch-frames.ts'
import { ManagerBook } from './manager-book.ts'
import type { ShelvedObject } from './shelves.ts'

/** Writes the rows of changes, in `seq` order. */
export class ChangeWriter {
  readonly #insert: Statement
  readonly #managers: ManagerBook
  /** The latest `observedAt` of any change so far: the clock may have been set back since. */
  #latestAt: number

  constructor(connection: Connection) {
    this.#insert = connection.statement(
      `INSERT INTO change (seq, object_id, shelf_id, observed_at, behind_ms, uncertain_ms, type, evidence,
         resource_version, resource_version_text, manager_id, managed_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#managers = new ManagerBook(connection)
    const newest = connection.query<[number]>('SELECT observed_at + behind_ms FROM change ORDER BY seq DESC LIMIT 1')
    this.#latestAt = newest.first()?.[0] ?? 0
  }

  write(change: ChangeRecord, object: ShelvedObject): void {
    const { seq, observedAt, observedFrom, writer } = change
    const { managerId, managedMs } = this.#managers.columnsOf(writer, observedAt)
    this.#latestAt = Math.max(this.#latestAt, observedAt)
    this.#insert.run(
      seq,
      object.id,
      object.shelfId,
      observedAt,
      this.#latestAt - observedAt,
      observedAt - observedFrom,
      CHANGE_TYPES.number(change.change),
      EVIDENCE.number(change.evidence),
      ...versionToColumns(change.resourceVersion),
      managerId,
      managedMs,
    )
  }
}
