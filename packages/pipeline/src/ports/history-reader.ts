import type { Gap, LedgerInterval, RecordedChange, WatchedKind, WatchedObject, ZeroReadyWindow } from '@portolan/domain'

/** A point in the log: just after a `seq`, or at the end of a millisecond. */
export type Instant = { readonly seq: number } | { readonly time: number }

/** Which changes, in which order. Every member narrows; all absent means the whole log, oldest first. */
export interface ChangesQuery {
  /** Only `seq` greater than this. */
  readonly after?: number
  /** Only `seq` less than this. */
  readonly before?: number
  readonly order: 'asc' | 'desc'
  /** `[from, to)` on `observedAt`, epoch ms. */
  readonly from?: number
  readonly to?: number
  readonly kinds?: readonly WatchedKind[]
  readonly namespaces?: readonly string[]
  /** `null`: only cluster-scoped objects. */
  readonly namespace?: string | null
  readonly name?: string
  readonly uid?: string
  /** At most this many, ≥ 1. */
  readonly limit: number
}

/** What is in the log as a whole. `oldest` and `newest` are absent while it is empty. */
export interface HistoryBounds {
  readonly oldest?: { readonly seq: number; readonly observedAt: number }
  readonly newest?: { readonly seq: number; readonly observedAt: number }
  readonly changes: number
  /** Of the database with its write-ahead log. */
  readonly bytes: number
}

/** All objects at one instant. `seq` is the change after which they were so, `time` its `observedAt` or the time asked for. */
export interface PastObjects {
  readonly seq: number
  readonly time: number
  readonly objects: readonly WatchedObject[]
}

export interface LedgerRange {
  /** `[from, to)`, epoch ms; an open side reaches to the end of what is kept. */
  readonly from?: number
  readonly to?: number
}

/** Intervals and windows that overlap a range; ordered by `fromSeq`, then identity. */
export interface ServiceLedger {
  readonly intervals: readonly LedgerInterval[]
  readonly windows: readonly ZeroReadyWindow[]
}

/** The reading half of the log. Never waits for the writer; sees exactly what is committed. */
export interface HistoryReader {
  bounds(): Promise<HistoryBounds>
  /** One page; the filter is applied before the limit, so a short page is the last. */
  changes(query: ChangesQuery): Promise<readonly RecordedChange[]>
  /** Resolves `undefined` for an instant before the first record. */
  objectsAt(at: Instant, namespaces?: readonly string[]): Promise<PastObjects | undefined>
  /** `namespace/name`. Empty lists for a Service that was never seen. */
  ledger(service: string, range: LedgerRange): Promise<ServiceLedger>
  /** Gaps that overlap the range, oldest first. */
  gaps(range: LedgerRange): Promise<readonly Gap[]>
  close(): Promise<void>
}
