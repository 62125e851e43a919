import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { StoreDamagedError } from '../errors.ts'

const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\0'

/**
 * Look at a file before SQLite does, which takes a file that was cut short for an empty database.
 *
 * @returns whether there is anything in it
 * @throws {StoreDamagedError} it is no database, or a part of one
 */
export function inspectFile(file: string): boolean {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0 && hasWriteAheadLog(file)) throw damaged(file, 'only its write-ahead log is left')
  if (size === 0) return false
  const header = headerOf(file)
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) throw damaged(file, 'it is no SQLite database')
  const bytes = bytesPromised(header)
  if (bytes > size && !hasWriteAheadLog(file)) throw damaged(file, `${bytes} bytes were written, ${size} are left`)
  return true
}

function headerOf(file: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, header, 0, HEADER_BYTES, 0)
  } finally {
    closeSync(descriptor)
  }
  return header
}

/** Size of the database as its header tells it (SQLite file format, 1.3); 0 where it does not. */
function bytesPromised(header: Buffer): number {
  const isCurrent = header.readUInt32BE(24) === header.readUInt32BE(92)
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  return isCurrent ? header.readUInt32BE(28) * pageSize : 0
}

/** Pages may still be there: a crash in the middle of copying them is repaired by SQLite. */
function hasWriteAheadLog(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

function damaged(file: string, what: string): StoreDamagedError {
  return new StoreDamagedError(`${file} is damaged: ${what}.`)
}
