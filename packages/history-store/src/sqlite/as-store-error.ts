import { statfsSync } from 'node:fs'
import path from 'node:path'
import { StoreError, StoreFullError } from '@portolan/pipeline/ports'
import { StoreDamagedError, StoreUnwritableError } from '../errors.ts'

const FULL = 13
const DAMAGED = new Set([11, 26])
const UNWRITABLE = new Set([3, 8, 14, 23])
const INPUT_OUTPUT = 10
/** With less than this left, an input/output error is a full disk: SQLite reports some of them so. */
const FEW_BYTES = 1024 * 1024

/**
 * What went wrong with a file, as the port names it.
 *
 * @param error what SQLite or our own code threw; a `StoreError` is returned as it is
 */
export function asStoreError(error: unknown, file: string): StoreError {
  if (error instanceof StoreError) return error
  const code = codeOf(error)
  const options = { cause: error }
  if (code === FULL || (code === INPUT_OUTPUT && isDiskFull(file))) {
    return new StoreFullError(
      `There is no room left for ${file}; make room on its disk, or give it a larger one.`,
      options,
    )
  }
  if (code !== undefined && DAMAGED.has(code)) {
    return new StoreDamagedError(`${file} is damaged: ${messageOf(error)}.`, options)
  }
  if (code !== undefined && UNWRITABLE.has(code)) {
    return new StoreUnwritableError(
      `${file} cannot be written (${messageOf(error)}); give its directory and files to the user of this process, or choose another --data-dir.`,
      options,
    )
  }
  return new StoreError(`${file} could not be read or written: ${messageOf(error)}`, options)
}

/** The primary result code, that of SQLite where the file system failed; `undefined` where neither did. */
function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff
  if ('code' in error && CODE_OF_FILE_SYSTEM[String(error.code)]) return CODE_OF_FILE_SYSTEM[String(error.code)]
  return CODE_OF_WORDS[sqliteWords(error) ?? '']
}

/**
 * SQLite's own words at the end of a message. Errors of a statement that returns many rows carry no code but these, nor do errors
 * that came from another thread or through Prisma.
 */
const sqliteWords = (error: Error): string | undefined =>
  Object.keys(CODE_OF_WORDS).find((words) => error.message.endsWith(words))

const CODE_OF_WORDS: Readonly<Record<string, number>> = {
  'database or disk is full': FULL,
  'database disk image is malformed': 11,
  'file is not a database': 26,
  'attempt to write a readonly database': 8,
  'disk I/O error': INPUT_OUTPUT,
}

/** What SQLite says when it is told this. */
const CODE_OF_FILE_SYSTEM: Readonly<Record<string, number>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: 8,
  EPERM: 8,
  EROFS: 8,
}

function isDiskFull(file: string): boolean {
  const { bavail, bsize } = statfsSync(path.dirname(file))
  return bavail * bsize < FEW_BYTES
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? (sqliteWords(error) ?? error.message) : String(error)
