import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { MIGRATIONS } from '../src/opening/migrate.ts'
import { temporaryDirectory } from './temporary-directory.ts'

/** Migrations of a later program: all of this one, and those given here by name. */
export function furtherMigrations(further: Readonly<Record<string, string>>): string {
  const folder = temporaryDirectory()
  cpSync(MIGRATIONS, folder, { recursive: true })
  for (const [name, sql] of Object.entries(further)) {
    mkdirSync(path.join(folder, name))
    writeFileSync(path.join(folder, name, 'migration.sql'), sql)
  }
  return folder
}
