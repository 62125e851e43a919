import { existsSync } from 'node:fs'
import path from 'node:path'
import { StoreLockedError } from '../errors.ts'
import { DirectoryLock } from './directory-lock.ts'

/** Whether a process, of this machine or of a container that shares the directory, has the log of a directory open to write it. */
export function isLogInUse(directory: string): boolean {
  if (!existsSync(path.join(directory, 'portolan.lock'))) return false
  try {
    DirectoryLock.take(directory).release()
    return false
  } catch (error) {
    if (error instanceof StoreLockedError) return true
    throw error
  }
}
