import type { Gap, LedgerEntry, OpenLedger, RecordedChange, WatchedObject } from '@portolan/domain'
import type { StreamCursor, StreamScope } from './cluster-source.ts'

/** An object as the log last left it. */
export interface StoredObject {
  readonly object: WatchedObject
  readonly resourceVersion: string
  /** `seq` of the change that left it so. */
  readonly seq: number
}

/** Everything a recorder needs to go on where the log ends. */
export interface RestoredHistory {
  /** 0 when nothing was ever recorded. */
  readonly seq: number
  readonly objects: readonly StoredObject[]
  readonly cursors: readonly StreamCursor[]
  readonly ledger: readonly OpenLedger[]
  /** Gaps that were open when the log ended. */
  readonly openGaps: readonly Gap[]
  /** Epoch ms of the last commit; absent when nothing was ever recorded. */
  readonly lastCommitAt?: number
  /** Random per installation; keys fingerprints of what must not be stored. 64 hexadecimal digits. */
  readonly installationKey: string
}

/** How often an Event object repeated: kept beside the log, in place (rule C.3). */
export interface EventRecurrence {
  readonly uid: string
  readonly count: number
  /** Epoch ms. */
  readonly lastAt: number
}

/** All of it is committed, or nothing. */
export interface AppendBatch {
  /** In `seq` order, without a hole, the first one after the last committed. */
  readonly changes: readonly RecordedChange[]
  readonly ledger: readonly LedgerEntry[]
  readonly cursors: readonly StreamCursor[]
  /** A gap that opens (no `to`), or the same gap again with its end. Identity: kind, namespace, `from`. */
  readonly gaps: readonly Gap[]
  readonly recurrences: readonly EventRecurrence[]
  /** Streams whose scope is no longer followed: their cursors are forgotten. */
  readonly forgotten: readonly StreamScope[]
  /** Epoch ms. */
  readonly committedAt: number
}

/** The writing half of the log. One writer at a time. */
export interface HistoryWriter {
  /** Read once, before the first append. */
  restore(): Promise<RestoredHistory>
  /**
   * Resolves when the batch is committed: a crash after that loses nothing of it.
   * @throws {StoreFullError} no room; nothing was written; the same batch may be tried again
   * @throws {StoreError} anything else; nothing was written
   */
  append(batch: AppendBatch): Promise<void>
  /** Everything appended is on disk when it resolves. */
  close(): Promise<void>
}
