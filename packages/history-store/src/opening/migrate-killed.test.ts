import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Child } from '../../test/child.ts'
import { creations } from '../../test/creations.ts'
import { furtherMigrations } from '../../test/further-migration.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { TestLog } from '../../test/test-log.ts'
import { Connection } from '../sqlite/connection.ts'
import { prepareDatabase } from './prepare-database.ts'

const KILLS = 200
/** On a busy machine it is killed less often, but not before each kind of remains was seen. */
const BUDGET_MS = 20_000
const CHANGES = 3_000
const FURTHER = '29990101000000_further'
/** Rewrites the largest table, as a migration of Prisma does, and adds one. */
const REWRITE = `CREATE TABLE "new_change" AS SELECT *, 0 AS "further" FROM "change"; DROP TABLE "change";
  ALTER TABLE "new_change" RENAME TO "change"; CREATE INDEX "further_index" ON "change"("object_id");
  CREATE TABLE "further" ("id" INTEGER PRIMARY KEY); INSERT INTO "further" SELECT ("a"."seq" - 1) * 10 + "b"."seq" FROM "change" "a" JOIN "change" "b" ON "b"."seq" <= 10`

/** Schema and content of a log, as far as they can tell the old from the new. */
function described(file: string) {
  const connection = Connection.forReading(file)
  try {
    const first = (sql: string) => connection.query<[number | string]>(sql).first()?.[0]
    const count = (where: string) => first(`SELECT count(*) FROM sqlite_schema WHERE ${where}`)
    return {
      check: first('PRAGMA quick_check(1)'),
      isRecorded: first(`SELECT count(*) FROM _prisma_migrations WHERE migration_name = '${FURTHER}'`),
      furtherTables: count(`name IN ('further', 'further_index')`),
      leftovers: count(`name = 'new_change'`),
      changes: first('SELECT count(*) FROM change'),
      sum: first('SELECT sum(seq * observed_at) FROM change'),
      characters: first('SELECT sum(length(content)) FROM block'),
    }
  } finally {
    connection.close()
  }
}

test(`killed at up to ${KILLS} random moments of a migration, a log has its old schema or its new one, and all of its content`, async () => {
  const base = new TestLog()
  base.append(creations(1, CHANGES))
  base.connection.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  const before = described(base.file)
  expect(before).toMatchObject({ check: 'ok', isRecorded: 0, changes: CHANGES })
  const after = { ...before, isRecorded: 1, furtherTables: 2 }
  const migrations = furtherMigrations({ [FURTHER]: REWRITE })
  const directory = temporaryDirectory()
  const start = () => new Child('./migrating-process.ts', migrations)
  /** Processes that start while others are killed. */
  const waiting = [start(), start(), start()]
  const seen = { old: 0, new: 0, unfinishedBackups: 0 }
  /** How long all of it takes; the first one is left in peace. */
  let longestMs = 0
  const end = performance.now() + BUDGET_MS
  const isAllSeen = () => seen.old > 0 && seen.new > 1 && seen.unfinishedBackups > 0
  let round = 0
  try {
    for (; !isAllSeen() || (round < KILLS && performance.now() < end); round++) {
      const child = waiting.shift() ?? start()
      expect(await child.hear()).toBe('ready')
      const folder = path.join(directory, `${round}`)
      mkdirSync(folder)
      const file = path.join(folder, 'portolan.db')
      copyFileSync(base.file, file)
      const began = performance.now()
      child.say(file)
      const isDone = await Promise.race([child.hear(), delay(round === 0 ? 60_000 : Math.random() * 1.5 * longestMs)])
      if (isDone) longestMs = Math.max(longestMs, performance.now() - began)
      await child.kill()
      waiting.push(start())

      const found = described(file)
      expect([before, after]).toContainEqual(found)
      seen[found.isRecorded === 0 ? 'old' : 'new']++
      const names = readdirSync(folder).filter((name) => name.includes('.backup-'))
      for (const name of names) {
        if (name.includes('.unfinished')) seen.unfinishedBackups++
        else expect(described(path.join(folder, name))).toEqual(before)
      }

      expect(prepareDatabase(file, () => 0, migrations)).toBeUndefined()
      expect(described(file)).toEqual(after)
      expect(readdirSync(folder).filter((name) => name.includes('.unfinished'))).toEqual([])
      rmSync(folder, { recursive: true })
    }
  } finally {
    await Promise.all(waiting.map((child) => child.kill()))
  }
  console.info(`Killed ${round} times while it migrated: ${seen.old} had the old schema, ${seen.new} the new one.`)
}, 300_000)
