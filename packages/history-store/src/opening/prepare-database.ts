import { randomBytes } from 'node:crypto'
import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { StoreDamagedError, StoreUnwritableError } from '../errors.ts'
import { asStoreError } from '../sqlite/as-store-error.ts'
import { Connection } from '../sqlite/connection.ts'
import { backUp } from './back-up.ts'
import { DamageMark } from './damage-mark.ts'
import { inspectFile } from './inspect-file.ts'
import { applyMigration, checkMigrations, MIGRATIONS, missingMigrations, schemaVersion } from './migrate.ts'
import { moveAside } from './move-aside.ts'

/** Up to this size every page is looked at when the log is opened (some 70 ms), of a larger file while it is used. */
const FULL_CHECK_BYTES = 64 * 1024 * 1024

/** A log was damaged, and a new one was begun in its place. */
export interface Recovery {
  /** Where the damaged file is now; nothing of it was deleted. */
  readonly movedTo: string
  /** What is wrong with it, as a sentence. */
  readonly reason: string
}

/** The directory of a log: created for its owner alone where there is none. @throws {StoreUnwritableError} */
export function prepareDirectory(directory: string): void {
  try {
    createDirectory(directory)
  } catch (error) {
    throw new StoreUnwritableError(
      `The data directory ${directory} cannot be created (${error instanceof Error ? error.message : error}); choose another --data-dir.`,
      { cause: error },
    )
  }
}

/** One after the other: Node's own way to create them all never ends where a file system refuses with ENOENT, as `/proc` does. */
function createDirectory(directory: string): void {
  if (isDirectory(directory)) return
  const parent = path.dirname(directory)
  if (parent !== directory) createDirectory(parent)
  try {
    mkdirSync(directory, { mode: 0o700 })
  } catch (error) {
    const isOfAnotherStart =
      error instanceof Error && 'code' in error && error.code === 'EEXIST' && isDirectory(directory)
    if (!isOfAnotherStart) throw error
  }
}

function isDirectory(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true
}

/**
 * A log that can be read and written: created, checked, and brought to the schema of this program. A damaged one is moved
 * aside first. Before a schema is changed, the log is copied.
 *
 * @param now epoch ms
 * @param migrations folder with one folder per migration
 * @returns what was moved aside; `undefined` where nothing was
 * @throws {StoreError} `store-newer` and `store-foreign` leave the file untouched; after `store-full` and
 *   `store-migration-failed` it is as it was before
 */
export function prepareDatabase(file: string, now: () => number, migrations = MIGRATIONS): Recovery | undefined {
  const mark = new DamageMark(file)
  try {
    const known = mark.read()
    if (known !== undefined) throw new StoreDamagedError(known)
    bringUpToDate(file, now, migrations)
    mark.remove()
    return undefined
  } catch (error) {
    const failure = asStoreError(error, file)
    if (!(failure instanceof StoreDamagedError)) throw failure
    const movedTo = moveAside(file, now())
    mark.remove()
    bringUpToDate(file, now, migrations)
    return { movedTo, reason: failure.message }
  }
}

/** Too large to be looked at before it is used. */
export const isLarge = (file: string): boolean => statSync(file).size > FULL_CHECK_BYTES

function bringUpToDate(file: string, now: () => number, migrations: string): void {
  if (inspectFile(file)) examine(file, migrations)
  const connection = Connection.forWriting(file)
  try {
    const missing = missingMigrations(connection, migrations)
    const version = schemaVersion(connection)
    if (missing.length > 0 && version !== undefined) backUp(connection, file, version)
    for (const migration of missing) applyMigration(connection, migration, now)
    connection
      .statement("INSERT OR IGNORE INTO setting (name, value) VALUES ('installation-key', ?)")
      .run(randomBytes(32).toString('hex'))
  } finally {
    connection.close()
  }
}

function examine(file: string, migrations: string): void {
  const connection = Connection.forReading(file)
  try {
    checkMigrations(connection, migrations)
    if (isLarge(file)) return
    const verdict = connection.query<[string]>('PRAGMA quick_check(1)').first()?.[0]
    if (verdict !== 'ok') throw new StoreDamagedError(`${file} is damaged: ${verdict}.`)
  } finally {
    connection.close()
  }
}
