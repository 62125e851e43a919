import { randomBytes } from 'node:crypto'
import { mkdirSync, statSync } from 'node:fs'
import { StoreDamagedError, StoreUnwritableError } from '../errors.ts'
import { Connection } from '../sqlite/connection.ts'
import { inspectFile } from './inspect-file.ts'
import { checkMigrations, MIGRATIONS, migrate } from './migrate.ts'

/** Up to this size every page is looked at when the log is opened; a larger file is checked where it is read. */
const FULL_CHECK_BYTES = 64 * 1024 * 1024

/** The directory of a log: created for its owner alone where there is none. @throws {StoreUnwritableError} */
export function prepareDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StoreUnwritableError(
      `The data directory ${directory} cannot be created (${error instanceof Error ? error.message : error}); choose another --data-dir.`,
      { cause: error },
    )
  }
}

/**
 * A log that can be read and written: created, checked, and brought to the schema of this program.
 *
 * @throws {StoreError} `store-damaged`, `store-newer` and `store-foreign` leave the file untouched
 */
export function prepareDatabase(file: string, now: () => number): void {
  if (inspectFile(file)) examine(file)
  const connection = Connection.forWriting(file)
  try {
    migrate(connection, MIGRATIONS, now)
    connection
      .statement("INSERT OR IGNORE INTO setting (name, value) VALUES ('installation-key', ?)")
      .run(randomBytes(32).toString('hex'))
  } finally {
    connection.close()
  }
}

function examine(file: string): void {
  const connection = Connection.forReading(file)
  try {
    checkMigrations(connection, MIGRATIONS)
    if (statSync(file).size > FULL_CHECK_BYTES) return
    const verdict = connection.query<[string]>('PRAGMA quick_check(1)').first()?.[0]
    if (verdict === 'ok') return
    throw new StoreDamagedError(
      `${file} is damaged (${verdict}); move it and its -wal aside, or put a backup in its place.`,
    )
  } finally {
    connection.close()
  }
}
