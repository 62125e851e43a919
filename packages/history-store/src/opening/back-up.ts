import { readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Connection } from '../sqlite/connection.ts'
import { syncDirectoryOf, syncFile } from './durable-files.ts'

/** How many backups are kept. */
const KEPT = 2
const UNFINISHED = '.unfinished'
/** What SQLite keeps beside a database that is open. */
const BESIDE = /-(journal|wal|shm)$/

/**
 * Copy a database as it is to `<file>.backup-<version>`, where a file of that name is a whole copy. Of older backups the newest
 * stays, the others go.
 *
 * Costs as much room and time as the database; reads every page of it.
 *
 * @param version of its schema; versions sort by age
 * @throws what SQLite says, a full disk and a damaged page among it
 */
export function backUp(connection: Connection, file: string, version: string): void {
  const backup = `${file}.backup-${version}`
  const unfinished = backup + UNFINISHED
  remove(file, (name) => name.includes(UNFINISHED))
  connection.statement('VACUUM INTO ?').run(unfinished)
  syncFile(unfinished)
  renameSync(unfinished, backup)
  syncDirectoryOf(file)
  const kept = backupsOf(file)
    .filter((name) => !BESIDE.test(name))
    .slice(-KEPT)
  remove(file, (name) => !kept.includes(name.replace(BESIDE, '')))
}

function remove(file: string, isStale: (name: string) => boolean): void {
  for (const name of backupsOf(file)) if (isStale(name)) rmSync(path.join(path.dirname(file), name), { force: true })
}

/** Names of all backups, oldest first, with what lies beside them. */
function backupsOf(file: string): string[] {
  const prefix = `${path.basename(file)}.backup-`
  return readdirSync(path.dirname(file))
    .filter((name) => name.startsWith(prefix))
    .sort()
}
