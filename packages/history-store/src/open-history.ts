import path from 'node:path'
import type { Clock, HistoryReader, HistoryWriter } from '@portolan/pipeline/ports'
import { DirectoryLock } from './opening/directory-lock.ts'
import { prepareDatabase, prepareDirectory } from './opening/prepare-database.ts'
import { LogFacts } from './prisma/log-facts.ts'
import { ReadingThreads } from './reader/reading-threads.ts'
import { restoreHistory } from './reader/restore-history.ts'
import { ThreadedReader } from './reader/threaded-reader.ts'
import { asStoreError } from './sqlite/as-store-error.ts'
import { ThreadedWriter } from './writer/threaded-writer.ts'

export interface HistoryOptions {
  /** Where the log lies; created, for its owner alone, where there is none. */
  readonly directory: string
  readonly clock: Pick<Clock, 'now'>
  /** The database never gets more pages of 4 KiB than this; absent: as many as the disk has. */
  readonly maxPages?: number
}

/** An open log. Its two halves may be used and closed one without the other. */
export interface History {
  readonly writer: HistoryWriter
  readonly reader: HistoryReader
  /** Everything appended is on disk, and another process may open the log, when it resolves. */
  close(): Promise<void>
}

/**
 * Open the log of a directory, for this process alone.
 *
 * @throws {StoreError} with a code and the remedy: `store-locked`, `store-newer`, `store-damaged`, `store-foreign`,
 *   `store-unwritable`, `store-migration-failed`
 */
export async function openHistory({ directory, clock, maxPages }: HistoryOptions): Promise<History> {
  const file = path.join(directory, 'portolan.db')
  const lock = prepare(directory, { file, now: () => clock.now() })
  const threads = new ReadingThreads(file)
  const facts = new LogFacts(file)
  const reader = new ThreadedReader(threads, facts)
  const writer = new ThreadedWriter(
    { file, ...(maxPages !== undefined && { maxPages }) },
    () => restoreHistory(threads, facts),
    () => lock.release(),
  )
  return {
    writer,
    reader,
    async close() {
      await reader.close()
      await writer.close()
    },
  }
}

/** @returns the lock, held */
function prepare(
  directory: string,
  { file, now }: { readonly file: string; readonly now: () => number },
): DirectoryLock {
  let lock: DirectoryLock | undefined
  try {
    prepareDirectory(directory)
    lock = DirectoryLock.take(directory)
    prepareDatabase(file, now)
    return lock
  } catch (error) {
    lock?.release()
    throw asStoreError(error, file)
  }
}
