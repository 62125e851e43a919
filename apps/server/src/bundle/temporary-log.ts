import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isLogInUse } from '@portolan/history-store'
import { systemClock } from '@portolan/pipeline'

const PREFIX = 'portolan-bundle-'
/** So long after its directory a log is surely open, and locked. */
const OPENED_WITHIN_MS = 60_000

/** A directory for the log of a bundle. What those who were killed have left behind is removed. */
export async function temporaryLog(): Promise<string> {
  for (const name of await readdir(tmpdir())) {
    if (name.startsWith(PREFIX)) await removeIfLeftBehind(path.join(tmpdir(), name))
  }
  return mkdtemp(path.join(tmpdir(), PREFIX))
}

/** What cannot be removed is another user's, or is being removed: in nobody's way. */
async function removeIfLeftBehind(directory: string): Promise<void> {
  try {
    const { mtimeMs } = await stat(directory)
    if (systemClock.now() - mtimeMs < OPENED_WITHIN_MS || isLogInUse(directory)) return
    await rm(directory, { recursive: true, force: true })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}
