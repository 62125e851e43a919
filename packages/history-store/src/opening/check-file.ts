import { StoreDamagedError } from '../errors.ts'
import type { Connection } from '../sqlite/connection.ts'

/**
 * Look at every page of a database, table by table: a transaction each, so that nothing is held for long.
 *
 * @throws {StoreDamagedError} SQLite finds something wrong
 */
export function* checkFile(connection: Connection, file: string): Generator<string, void> {
  const tables = connection.query<[string]>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all()
  for (const [table] of tables) {
    const verdict = connection.query<[string]>(`PRAGMA quick_check("${table}")`).first()?.[0]
    if (verdict !== 'ok') throw new StoreDamagedError(`${file} is damaged: ${verdict}.`)
    yield JSON.stringify(table)
  }
}
