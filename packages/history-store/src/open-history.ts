import path from 'node:path'
import type { Clock, HistoryReader, HistoryWriter, RolloutArchive } from '@portolan/pipeline/ports'
import { DamageWatch } from './opening/damage-watch.ts'
import { DirectoryLock } from './opening/directory-lock.ts'
import { FileCheck } from './opening/file-check.ts'
import { isLarge, prepareDatabase, prepareDirectory, type Recovery } from './opening/prepare-database.ts'
import { LogFacts } from './prisma/log-facts.ts'
import { ReadingThreads } from './reader/reading-threads.ts'
import { restoreHistory } from './reader/restore-history.ts'
import { ThreadedReader } from './reader/threaded-reader.ts'
import { mostPages, type RetentionLimits } from './retention/retention-limits.ts'
import { ThreadedArchive } from './rollouts/threaded-archive.ts'
import { asStoreError } from './sqlite/as-store-error.ts'
import { ThreadedWriter } from './writer/threaded-writer.ts'

export interface HistoryOptions {
  /** Where the log lies; created, for its owner alone, where there is none. */
  readonly directory: string
  readonly clock: Pick<Clock, 'now'>
  /** The oldest changes are forgotten when the log is older or larger; absent: nothing ever is. */
  readonly retention?: RetentionLimits
  /** The database never gets more pages of 4 KiB; absent: than a tenth above the size it is kept to, or than the disk has. */
  readonly maxPages?: number
  /** It is a part of another log: `seq` may begin anywhere and leave some out, but only ever rises. */
  readonly isExcerpt?: boolean
}

/** An open log. Its two halves may be used and closed one without the other. */
export interface History {
  readonly writer: HistoryWriter
  readonly reader: HistoryReader
  /** Rollouts that are over, kept in the same file; open as long as both halves are. */
  readonly rollouts: RolloutArchive
  /** The log that lay here was damaged; it was moved aside, and this one begun. Absent: all is well. */
  readonly recovered?: Recovery
  /** Every page of the file was looked at: at once, or of a large one while it is used. */
  readonly examined: Promise<void>
  /** Everything appended is on disk, and another process may open the log, when it resolves. */
  close(): Promise<void>
}

/**
 * Open the log of a directory, for this process alone.
 *
 * A damaged log is moved aside, never deleted, and a new one begun: `recovered` says so. Damage that shows only later rejects
 * the call that met it with `store-damaged`, and every append from then on: end the process, and start it again. That start
 * moves the log aside.
 *
 * @throws {StoreError} with a code and the remedy: `store-locked`, `store-newer`, `store-foreign`, `store-unwritable`,
 *   `store-full`, `store-migration-failed`
 */
export async function openHistory(options: HistoryOptions): Promise<History> {
  const { directory, clock, retention, isExcerpt } = options
  const maxPages = options.maxPages ?? (retention && mostPages(retention))
  const file = path.join(directory, 'portolan.db')
  const { lock, recovered } = prepare(directory, { file, now: () => clock.now() })
  const threads = new ReadingThreads(file)
  const facts = new LogFacts(file)
  const damage = new DamageWatch(file)
  const check = isLarge(file) ? new FileCheck(file, damage) : undefined
  const reader = new ThreadedReader(threads, facts)
  const writer = new ThreadedWriter(
    {
      file,
      ...(maxPages !== undefined && { maxPages }),
      ...(isExcerpt && { isExcerpt }),
      ...(retention && { retention }),
    },
    () => restoreHistory(threads, facts),
    () => lock.release(),
  )
  return {
    writer: damage.over(writer),
    reader: damage.over(reader),
    rollouts: damage.over(new ThreadedArchive({ threads, facts, writer })),
    ...(recovered && { recovered }),
    examined: check?.done ?? Promise.resolve(),
    async close() {
      await check?.close()
      await damage.close(reader)
      await damage.close(writer)
    },
  }
}

/** @returns the lock, held */
function prepare(
  directory: string,
  { file, now }: { readonly file: string; readonly now: () => number },
): { readonly lock: DirectoryLock; readonly recovered: Recovery | undefined } {
  let lock: DirectoryLock | undefined
  try {
    prepareDirectory(directory)
    lock = DirectoryLock.take(directory)
    return { lock, recovered: prepareDatabase(file, now) }
  } catch (error) {
    lock?.release()
    throw asStoreError(error, file)
  }
}
