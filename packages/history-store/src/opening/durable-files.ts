import { closeSync, fsyncSync, openSync } from 'node:fs'
import path from 'node:path'

/** What was written into a file survives the loss of power. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** So do the names in its directory, where the system can promise that: Windows opens no directories. */
export function syncDirectoryOf(file: string): void {
  if (process.platform !== 'win32') syncFile(path.dirname(file))
}
