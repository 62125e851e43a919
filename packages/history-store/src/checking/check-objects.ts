import { CHANGE_TYPES } from '../format/words.ts'
import type { Connection } from '../sqlite/connection.ts'
import type { Findings } from './findings.ts'

type Row = [id: number, name: string, seq: number]

/** Objects whose addition or deletion no change tells, though it lies in what is kept. */
export function checkObjects(connection: Connection, findings: Findings, from: number): void {
  for (const type of ['added', 'deleted'] as const) {
    const column = `o.${type}_seq`
    const rows = connection.query<Row>(
      `SELECT o.id, o.name, ${column} FROM object o LEFT JOIN change c ON c.seq = ${column}
       WHERE ${column} >= ? AND (c.seq IS NULL OR c.object_id <> o.id OR c.type <> ?)`,
    )
    for (const [id, name, seq] of rows.each(from, CHANGE_TYPES.number(type))) {
      const message = `Object ${id} (${name}) was ${type} by change ${seq}, which says nothing of it.`
      findings.add('broken-object', message, seq)
    }
  }
}
