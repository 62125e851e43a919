import { readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Connection } from '../sqlite/connection.ts'
import { syncDirectoryOf, syncFile } from './durable-files.ts'

/** How many backups are kept. */
const KEPT = 2
const UNFINISHED = '.unfinished'

/**
 * Copy a database as it is to `<file>.backup-<version>`, where a name that ends so is a whole copy or none. Of older backups
 * the newest stays, the others go.
 *
 * Costs as much room and time as the database; reads every page of it.
 *
 * @param version of its schema; versions sort by age
 * @throws what SQLite says, a full disk and a damaged page among it
 */
export function backUp(connection: Connection, file: string, version: string): void {
  const backup = `${file}.backup-${version}`
  const unfinished = backup + UNFINISHED
  rmSync(unfinished, { force: true })
  connection.statement('VACUUM INTO ?').run(unfinished)
  syncFile(unfinished)
  renameSync(unfinished, backup)
  syncDirectoryOf(file)
  prune(file)
}

function prune(file: string): void {
  const directory = path.dirname(file)
  const backups = readdirSync(directory)
    .filter((name) => name.startsWith(`${path.basename(file)}.backup-`))
    .sort()
  const finished = backups.filter((name) => !name.endsWith(UNFINISHED))
  const stale = [...finished.slice(0, -KEPT), ...backups.filter((name) => name.endsWith(UNFINISHED))]
  for (const name of stale) rmSync(path.join(directory, name), { force: true })
}
