import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { creations } from '../../test/creations.ts'
import { furtherMigrations } from '../../test/further-migration.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { TestLog } from '../../test/test-log.ts'
import { Connection, type SqlValue } from '../sqlite/connection.ts'
import { MIGRATIONS } from './migrate.ts'
import { prepareDatabase } from './prepare-database.ts'

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
const NOW = Date.UTC(2026, 10, 21, 1, 2, 3, 4)
const [FIRST = ''] = readdirSync(MIGRATIONS).sort()
const NEWEST = readdirSync(MIGRATIONS).sort().at(-1) ?? ''

/** The file of a log with some changes. */
function aLog(): string {
  const log = new TestLog()
  log.append(creations(1, 20))
  log.connection.close()
  return log.file
}

function rows(file: string, sql: string): SqlValue[][] {
  const connection = Connection.forReading(file)
  try {
    return connection.query<SqlValue[]>(sql).all()
  } finally {
    connection.close()
  }
}

const backupsOf = (file: string): string[] =>
  readdirSync(path.dirname(file)).filter((name) => /\.backup-.*(?<!-shm|-wal)$/.test(name))

describe('a log of an earlier schema', () => {
  test('is copied, then migrated, oldest step first', () => {
    const file = aLog()
    const migrations = furtherMigrations({
      '29990101000000_one': 'CREATE TABLE one (id INTEGER)',
      '29990102000000_two': 'INSERT INTO one VALUES (7)',
    })
    expect(prepareDatabase(file, () => NOW, migrations)).toBeUndefined()
    expect(rows(file, 'SELECT id FROM one')).toEqual([[7]])
    expect(rows(file, 'SELECT count(*) FROM change')).toEqual([[20]])
    expect(backupsOf(file)).toEqual([`portolan.db.backup-${NEWEST}`])
    const backup = path.join(path.dirname(file), `portolan.db.backup-${NEWEST}`)
    expect(rows(backup, 'SELECT count(*) FROM change')).toEqual([[20]])
    expect(rows(backup, "SELECT count(*) FROM sqlite_schema WHERE name = 'one'")).toEqual([[0]])
    expect(rows(backup, 'PRAGMA integrity_check')).toEqual([['ok']])
  })

  test('leaves the two newest copies, and nothing that was not finished', () => {
    const file = aLog()
    for (const name of ['20200101000000_old', '20200102000000_older-shm', '99980101000000_late.unfinished-journal']) {
      writeFileSync(`${file}.backup-${name}`, '')
    }
    const one = { '29990101000000_one': 'CREATE TABLE one (id INTEGER)' }
    const two = { ...one, '29990102000000_two': 'CREATE TABLE two (id INTEGER)' }
    const three = { ...two, '29990103000000_three': 'CREATE TABLE three (id INTEGER)' }
    for (const further of [one, two, three]) prepareDatabase(file, () => NOW, furtherMigrations(further))
    expect(backupsOf(file)).toEqual(
      ['29990101000000_one', '29990102000000_two'].map((name) => `portolan.db.backup-${name}`),
    )
  })

  test('stays as it is where a migration fails, and says which', () => {
    const file = aLog()
    const migrations = furtherMigrations({
      '29990101000000_bad': 'CREATE TABLE one (id INTEGER); CREATE TABLE change (id INTEGER)',
    })
    expect(() => prepareDatabase(file, () => NOW, migrations)).toThrow(
      expect.objectContaining({
        code: 'store-migration-failed',
        message: expect.stringContaining('29990101000000_bad'),
      }),
    )
    expect(rows(file, "SELECT count(*) FROM sqlite_schema WHERE name = 'one'")).toEqual([[0]])
    expect(prepareDatabase(file, () => NOW)).toBeUndefined()
  })

  test('is refused where a migration was changed after it was applied', () => {
    const file = aLog()
    const migrations = furtherMigrations({})
    writeFileSync(path.join(migrations, FIRST, 'migration.sql'), '-- nothing')
    expect(() => prepareDatabase(file, () => NOW, migrations)).toThrow(
      expect.objectContaining({ code: 'store-migration-failed' }),
    )
  })
})

describe('a log of this schema', () => {
  test('is not copied, neither when it is new nor when it is opened again', () => {
    const file = path.join(temporaryDirectory(), 'portolan.db')
    prepareDatabase(file, () => NOW)
    prepareDatabase(file, () => NOW)
    expect(backupsOf(file)).toEqual([])
  })

  test('records its migrations as Prisma does', () => {
    const file = path.join(temporaryDirectory(), 'portolan.db')
    prepareDatabase(file, () => NOW)
    expect(rows(file, 'SELECT name, type, "notnull", pk FROM pragma_table_info(\'_prisma_migrations\')')).toEqual([
      ['id', 'TEXT', 1, 1],
      ['checksum', 'TEXT', 1, 0],
      ['finished_at', 'DATETIME', 0, 0],
      ['migration_name', 'TEXT', 1, 0],
      ['logs', 'TEXT', 0, 0],
      ['rolled_back_at', 'DATETIME', 0, 0],
      ['started_at', 'DATETIME', 1, 0],
      ['applied_steps_count', 'INTEGER UNSIGNED', 1, 0],
    ])
    const columns =
      'length(id), length(checksum), finished_at, migration_name, logs, rolled_back_at, started_at, applied_steps_count'
    expect(rows(file, `SELECT ${columns} FROM _prisma_migrations ORDER BY migration_name`)).toEqual(
      readdirSync(MIGRATIONS)
        .sort()
        .map((name) => [36, 64, '2026-11-21T01:02:03.004+00:00', name, null, null, '2026-11-21T01:02:03.004+00:00', 1]),
    )
  })
})

describe('a log of a newer program', () => {
  test('is refused, and neither it nor anything beside it is touched', () => {
    const file = aLog()
    prepareDatabase(file, () => NOW, furtherMigrations({ '29990101000000_later': 'CREATE TABLE later (id INTEGER)' }))
    const before = contentsOf(path.dirname(file))
    expect(() => prepareDatabase(file, () => NOW)).toThrow(
      expect.objectContaining({ code: 'store-newer', message: expect.stringContaining('29990101000000_later') }),
    )
    expect(contentsOf(path.dirname(file))).toEqual(before)
  })
})

describe('node scripts/migrate-dev.mjs --check', () => {
  const check = (root: string) =>
    execFileSync(process.execPath, [path.join(root, 'scripts', 'migrate-dev.mjs'), '--check'], { stdio: 'pipe' })

  test('agrees that every change of the schema has a migration', () => {
    expect(check(ROOT).toString()).toContain('has a migration for every change')
  })

  test('refuses a schema that changed without one', () => {
    const root = temporaryDirectory()
    mkdirSync(path.join(root, 'scripts'))
    cpSync(path.join(ROOT, 'scripts', 'migrate-dev.mjs'), path.join(root, 'scripts', 'migrate-dev.mjs'))
    cpSync(path.join(ROOT, 'prisma'), path.join(root, 'prisma'), { recursive: true })
    for (const name of ['packages', 'node_modules']) symlinkSync(path.join(ROOT, name), path.join(root, name))
    const schema = path.join(root, 'prisma', 'schema.prisma')
    writeFileSync(schema, `${readFileSync(schema, 'utf8')}\nmodel Later {\n  id Int @id\n}\n`)
    expect(() => check(root)).toThrow(/changed without a migration[\s\S]*CREATE TABLE "Later"/)
  })
})

/** Names and bytes of a directory, without what readers leave empty. */
function contentsOf(directory: string): Record<string, string> {
  const names = readdirSync(directory).filter((name) => !/-(shm|wal)$/.test(name))
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(directory, name)).toString('base64')]))
}
