import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { StoreFullError } from '@portolan/pipeline/ports'
import { StoreDamagedError, StoreForeignError, StoreMigrationError, StoreNewerError } from '../errors.ts'
import { asStoreError } from '../sqlite/as-store-error.ts'
import type { Connection } from '../sqlite/connection.ts'

/** `prisma/migrations` of the repository: one folder per provider, one folder per migration in it. */
export const MIGRATIONS = fileURLToPath(new URL('../../../../prisma/migrations/sqlite', import.meta.url))

/** Prisma's own table, so that its tools understand the database. */
const TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME, "migration_name" TEXT NOT NULL,
  "logs" TEXT, "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`

/** A step from one schema to the next. */
export interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/**
 * Refuse a database that this program does not understand. Reads only.
 *
 * @throws {StoreNewerError} it has a migration that is not known here
 * @throws {StoreForeignError} it has tables, and none of Portolan's
 */
export function checkMigrations(connection: Connection, folder: string): void {
  const tables = connection.query<[string]>("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  if (tables.length === 0) return
  if (!tables.some(([name]) => name === '_prisma_migrations')) {
    throw new StoreForeignError(
      `${nameOf(connection)} is no database of Portolan; move it aside, or choose another --data-dir.`,
    )
  }
  const known = new Set(migrationsIn(folder).map(({ name }) => name))
  const unknown = [...appliedTo(connection).keys()].filter((name) => !known.has(name))
  if (unknown.length > 0) {
    throw new StoreNewerError(
      `${nameOf(connection)} was written by a newer Portolan (${unknown.join(', ')}); start that version, or choose another --data-dir.`,
    )
  }
}

/**
 * Migrations that a database lacks, oldest first.
 *
 * @throws {StoreMigrationError} one of those applied is not the one that is known here
 */
export function missingMigrations(connection: Connection, folder: string): Migration[] {
  const applied = appliedTo(connection)
  return migrationsIn(folder).filter((migration) => {
    const checksum = applied.get(migration.name)
    if (checksum !== undefined && checksum !== migration.checksum) {
      throw new StoreMigrationError(`Migration ${migration.name} was changed after it was applied; restore its file.`)
    }
    return checksum === undefined
  })
}

/** Name of the newest migration in a database; `undefined` where it has none. Names sort by age. */
export function schemaVersion(connection: Connection): string | undefined {
  return [...appliedTo(connection).keys()].sort().at(-1)
}

/**
 * Apply one migration: all of it, or nothing.
 *
 * @param now epoch ms, for the record of when it was done
 * @throws {StoreError} `store-full`, `store-damaged`, or `store-migration-failed` where the migration is to blame
 */
export function applyMigration(connection: Connection, { name, sql, checksum }: Migration, now: () => number): void {
  const startedAt = now()
  try {
    connection.transaction(() => {
      connection.exec(TABLE)
      connection.exec(sql)
      connection
        .statement(
          `INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count")
           VALUES (?, ?, ?, ?, ?, 1)`,
        )
        .run(randomUUID(), checksum, sqlTime(now()), name, sqlTime(startedAt))
    })
  } catch (error) {
    const failure = asStoreError(error, connection.file)
    if (failure instanceof StoreFullError || failure instanceof StoreDamagedError) throw failure
    throw new StoreMigrationError(`Migration ${name} failed; the database is as it was before. Report this.`, {
      cause: error,
    })
  }
}

/** Checksums of the migrations in a database, by name. */
function appliedTo(connection: Connection): Map<string, string> {
  const exists = connection.query("SELECT 1 FROM sqlite_schema WHERE name = '_prisma_migrations'").first()
  if (exists === undefined) return new Map()
  const rows = connection.query<[string, string]>(
    'SELECT "migration_name", "checksum" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL',
  )
  return new Map(rows.all())
}

function migrationsIn(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

const nameOf = ({ file }: Connection): string => path.basename(file)

const sqlTime = (ms: number): string => new Date(ms).toISOString().replace('Z', '+00:00')
