import { existsSync } from 'node:fs'
import path from 'node:path'
import { StoreError } from '@portolan/pipeline/ports'
import { Connection } from '../sqlite/connection.ts'
import { inspectFile } from './inspect-file.ts'
import { checkMigrations, MIGRATIONS, missingMigrations } from './migrate.ts'

/**
 * A connection to a log that is only read, also while another process writes it; it is neither locked nor migrated.
 *
 * @throws {StoreError} there is none, or this program cannot read it; the message says what to do
 */
export function connectForReading(file: string): Connection {
  if (!existsSync(file) || !inspectFile(file)) {
    throw new StoreError(`There is no log in ${path.dirname(file)}; name the directory of one with --data-dir.`)
  }
  const connection = Connection.forReading(file)
  try {
    checkMigrations(connection, MIGRATIONS)
    if (missingMigrations(connection, MIGRATIONS).length === 0) return connection
    throw new StoreError(`${file} was written by an older Portolan; start this version on it once, then try again.`)
  } catch (error) {
    connection.close()
    throw error
  }
}
