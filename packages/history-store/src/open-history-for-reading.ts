import path from 'node:path'
import type { HistoryReader, StreamCursor } from '@portolan/pipeline/ports'
import { connectForReading } from './opening/connect-for-reading.ts'
import { LogFacts } from './prisma/log-facts.ts'
import { ReadingThreads } from './reader/reading-threads.ts'
import { ThreadedReader } from './reader/threaded-reader.ts'
import { asStoreError } from './sqlite/as-store-error.ts'

/** Where a log ended when it was asked. */
export interface LogEnd {
  /** Epoch ms of the last commit; absent when nothing was ever recorded. */
  readonly lastCommitAt?: number
  /** The streams that are followed, and up to when. */
  readonly cursors: readonly StreamCursor[]
}

/** The reading half of a log, and nothing that writes. */
export interface HistoryForReading {
  readonly reader: HistoryReader
  end(): Promise<LogEnd>
  close(): Promise<void>
}

/**
 * Open the log of a directory for reading alone, also while another process writes it; it is neither locked nor migrated.
 *
 * @throws {StoreError} there is none, or this program cannot read it; the message says what to do
 */
export function openHistoryForReading({ directory }: { readonly directory: string }): HistoryForReading {
  const file = path.join(directory, 'portolan.db')
  try {
    connectForReading(file).close()
  } catch (error) {
    throw asStoreError(error, file)
  }
  const threads = new ReadingThreads(file)
  const facts = new LogFacts(file)
  const reader = new ThreadedReader(threads, facts)
  return {
    reader,
    async end() {
      const [lastCommitAt, cursors] = await Promise.all([facts.setting('last-commit-at'), facts.cursors()])
      return { ...(lastCommitAt !== undefined && { lastCommitAt: Number(lastCommitAt) }), cursors }
    },
    close: () => reader.close(),
  }
}
