#!/usr/bin/env node
// Turns a change of prisma/schema.prisma (the log) or prisma/alerts.prisma into a migration, offline:
// `node scripts/migrate-dev.mjs <name>`. `--check` writes nothing and exits 1 where a change has no migration yet.
//
// Every migration keeps a copy of the schema it leads to; the WebAssembly build of Prisma's schema engine compares the last
// copy with the schema of today, so neither a database nor a native engine is needed.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const databases = [
  { file: 'prisma/schema.prisma', migrations: path.join(root, 'prisma', 'migrations', 'sqlite') },
  { file: 'prisma/alerts.prisma', migrations: path.join(root, 'prisma', 'migrations', 'alerts') },
]
let bindings
const require = createRequire(path.join(root, 'packages', 'history-store', 'package.json'))

/** A database that is not there: comparing two schemas asks it nothing. */
const disconnected = {
  provider: 'sqlite',
  adapterName: 'offline',
  getConnectionInfo: () => ({ supportsRelationJoins: false }),
  queryRaw: async () => ({ columnNames: [], columnTypes: [], rows: [] }),
  executeRaw: async () => 0,
  executeScript: async () => undefined,
  startTransaction: () => Promise.reject(new Error('there is no database')),
  dispose: async () => undefined,
}

const { values, positionals } = parseArgs({ options: { check: { type: 'boolean' } }, allowPositionals: true })
for (const database of databases) await migrate(database)

async function migrate({ file, migrations }) {
  const schema = readFileSync(path.join(root, file), 'utf8')
  const last = lastMigration(migrations)
  const before = last && readFileSync(path.join(migrations, last, 'schema.prisma'), 'utf8')
  const sql = await migrationFrom(before, schema)
  if (sql === undefined) console.log(`${file} has a migration for every change`)
  else if (values.check) {
    console.error(`${file} changed without a migration; run node scripts/migrate-dev.mjs <name>\n\n${sql}`)
    process.exitCode = 1
  } else write({ migrations, schema, sql })
}

function lastMigration(migrations) {
  mkdirSync(migrations, { recursive: true })
  const folders = readdirSync(migrations, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders
    .map(({ name }) => name)
    .sort()
    .at(-1)
}

function write({ migrations, schema, sql }) {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = path.join(migrations, `${stamp}_${positionals[0] ?? 'change'}`)
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'migration.sql'), sql)
  writeFileSync(path.join(folder, 'schema.prisma'), schema)
  console.log(`wrote ${path.relative(root, folder)}; read it before it is committed`)
}

/** SQL that leads from one schema (absent: from nothing) to another; `undefined` where there is nothing to do. */
async function migrationFrom(before, after) {
  const engine = await schemaEngine(after)
  const schemaOf = (content) => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] })
  const { exitCode, stdout } = await engine.diff({
    from: before === undefined ? { tag: 'empty' } : schemaOf(before),
    to: schemaOf(after),
    script: true,
    exitCode: true,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return exitCode === 2 ? forSqlite(stdout, after) : undefined
}

/** The engine of one schema; the module it is made of can be started only once. */
async function schemaEngine(datamodel) {
  bindings ??= await startedBindings()
  const { bindMigrationAwareSqlAdapterFactory } = require('@prisma/driver-adapter-utils')
  const connect = async () => disconnected
  const adapter = bindMigrationAwareSqlAdapterFactory({ ...disconnected, connect, connectToShadowDb: connect })
  return bindings.SchemaEngine.new({ datamodels: [['schema.prisma', datamodel]] }, () => undefined, adapter)
}

async function startedBindings() {
  const file = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bindings = await import(pathToFileURL(file))
  const wasm = readFileSync(path.join(path.dirname(file), 'schema_engine_bg.wasm'))
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm), { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(exports)
  exports.__wbindgen_start()
  return bindings
}

/** What SQLite can do and Prisma cannot say. */
function forSqlite(sql, schema) {
  return (
    sql
      // BIGINT as primary key is no alias of the rowid: a second tree, and no place in it. INTEGER has 64 bits as well.
      .replace(/("\w+") BIGINT NOT NULL PRIMARY KEY/g, '$1 INTEGER NOT NULL PRIMARY KEY')
      // Ids are given by the one writer.
      .replaceAll(' AUTOINCREMENT', '')
      .replace(/CREATE TABLE "(\w+)" \([^;]*?\n\)(?=;)/g, (table, name) =>
        withoutRowid(schema).has(name) ? `${table} WITHOUT ROWID` : table,
      )
      // An index ends with the rowid in any case.
      .replace(/CREATE INDEX "\w+" ON "(\w+)"\(.+\)/g, (index, table) =>
        index.replace(`, "${rowidOf(sql, table)}")`, ')'),
      )
  )
}

/** Tables whose model carries the mark. */
function withoutRowid(schema) {
  const models = schema.matchAll(/((?:^\/\/\/.*\n)*)^model \w+ \{[^}]*@@map\("(\w+)"\)/gm)
  return new Set([...models].filter(([, comment]) => comment.includes('@without-rowid')).map(([, , table]) => table))
}

function rowidOf(sql, table) {
  return sql.match(new RegExp(`CREATE TABLE "${table}" \\(\\s*"(\\w+)" (?:BIGINT|INTEGER) NOT NULL PRIMARY KEY`))?.[1]
}
