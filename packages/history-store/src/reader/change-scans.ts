import type { Connection, Query } from '../sqlite/connection.ts'
import { CHANGE_COLUMNS, type ChangeRow } from './change-rows.ts'
import { SHELF_FILTER } from './shelf-filter.ts'

export type Order = 'asc' | 'desc'

/** The statements that read changes in one direction. `after` and `before` are exclusive, `from` inclusive, `to` exclusive. */
export interface ChangeScans {
  /** Any changes. */
  readonly all: Query<ChangeRow>
  /** Of one object. */
  readonly ofObject: Query<ChangeRow>
  /** In one block, on shelves that pass a filter. */
  readonly inBlock: Query<ChangeRow>
  /** Blocks with changes of one shelf. */
  readonly blocksOf: Query<[firstSeq: number]>
}

/** @param order of the rows, by `seq` */
export function changeScans(connection: Connection, order: Order): ChangeScans {
  const objects = 'CROSS JOIN object o ON o.id = c.object_id CROSS JOIN shelf s ON s.id = o.shelf_id'
  const stretch = 'c.seq > :after AND c.seq < :before AND c.observed_at >= :from AND c.observed_at < :to'
  const page = `ORDER BY c.seq ${order} LIMIT :count`
  return {
    all: connection.query(`SELECT ${CHANGE_COLUMNS} FROM change c ${objects} WHERE ${stretch} ${page}`),
    ofObject: connection.query(
      `SELECT ${CHANGE_COLUMNS} FROM change c ${objects} WHERE c.object_id = :objectId AND ${stretch} ${page}`,
    ),
    inBlock: connection.query(
      `SELECT ${CHANGE_COLUMNS} FROM block b CROSS JOIN change c ON c.seq BETWEEN b.first_seq AND b.last_seq ${objects}
       WHERE b.first_seq = :firstSeq AND ${stretch} AND ${SHELF_FILTER} ORDER BY c.seq ${order}`,
    ),
    blocksOf: connection.query(
      `SELECT first_seq FROM shelf_block WHERE shelf_id = :shelfId AND first_seq > :after AND first_seq < :before
       ORDER BY first_seq ${order} LIMIT :count`,
    ),
  }
}
