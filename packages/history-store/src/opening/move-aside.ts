import { existsSync, renameSync } from 'node:fs'
import { syncDirectoryOf } from './durable-files.ts'

/** What SQLite keeps beside a database; the database itself first, so that a crash in between leaves no sound file without its newest commits. */
const PARTS = ['', '-wal', '-shm'] as const

/**
 * Give a database another name, `<file>.damaged-<UTC time>`, with what SQLite keeps beside it. Nothing is deleted.
 *
 * @param now epoch ms
 * @returns where it is now
 */
export function moveAside(file: string, now: number): string {
  const name = freeName(`${file}.damaged-${compactTime(now)}`)
  for (const part of PARTS) if (existsSync(file + part)) renameSync(file + part, name + part)
  syncDirectoryOf(file)
  return name
}

/** `20261121T010000Z` */
const compactTime = (ms: number): string => `${new Date(ms).toISOString().replaceAll(/[-:]|\..*/g, '')}Z`

/** Two may be moved in one second. */
function freeName(name: string): string {
  const isTaken = (candidate: string) => PARTS.some((part) => existsSync(candidate + part))
  for (let count = 2, candidate = name; ; candidate = `${name}-${count++}`) if (!isTaken(candidate)) return candidate
}
