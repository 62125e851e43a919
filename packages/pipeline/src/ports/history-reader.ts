import type { Gap, LedgerInterval, RecordedChange, WatchedKind, WatchedObject, ZeroReadyWindow } from '@portolan/domain'
import type { StreamScope } from './cluster-source.ts'

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

/** `[from, to)` cut into steps of `stepMs` from `from` on; the last may be shorter. At most 2,000 steps. Epoch ms. */
export interface SteppedRange {
  readonly from: number
  readonly to: number
  readonly stepMs: number
  /** Absent: everything. */
  readonly namespaces?: readonly string[]
}

/** How endpoints moved. */
export interface EndpointMoves {
  readonly added: number
  readonly removed: number
  readonly becameReady: number
  readonly becameUnready: number
  /** Of those that became ready or unready: endpoints that were there before and stayed. */
  readonly flips: number
}

/** What happened to the endpoints of the Services in scope during one step. */
export interface ChurnStep extends EndpointMoves {
  /** Epoch ms at which the step begins. */
  readonly from: number
  /** Ready endpoints at the end of the step, all Services together; absent where the detail is forgotten and not rolled up. */
  readonly ready?: number
  /** The fewest ready endpoints within the step; only where the scope is one Service. */
  readonly readyMin?: number
  /** Milliseconds without a ready endpoint, all Services together. */
  readonly zeroReadyMs: number
}

export interface ChurnQuery extends SteppedRange {
  /** `namespace/name`: only this Service. */
  readonly service?: string
}

export interface ServicesChurnQuery extends SteppedRange {
  /** At most so many Services, ≥ 1. */
  readonly limit: number
}

/** What happened to the endpoints of one Service in a range. */
export interface ServiceChurn extends EndpointMoves {
  /** `namespace/name`. */
  readonly service: string
  /** Ready endpoints at the end; absent as in `ChurnStep`. */
  readonly ready?: number
  /** The fewest after a step that ended with a ready one; absent where there is none. */
  readonly readyMin?: number
  /** Milliseconds without a ready endpoint. */
  readonly zeroReadyMs: number
  /** Of each step: joins, leaves and flips. */
  readonly churnBySteps: readonly number[]
  /** Of each step: milliseconds without a ready endpoint. */
  readonly zeroReadyMsBySteps: readonly number[]
}

/** Those that churned, most churn first, then by name. */
export interface ServicesChurn {
  readonly services: readonly ServiceChurn[]
  /** How many churned: more than are listed where that is more than was asked for. */
  readonly total: number
}

/** A window of one Service, `namespace/name`. */
export interface ServiceWindow {
  readonly service: string
  readonly window: ZeroReadyWindow
}

/** When a stream was completely read for the first time: before that, nothing is known of its kind there. */
export interface StreamBeginning {
  readonly stream: StreamScope
  /** The first `seq` at which its first list was complete. */
  readonly seq: number
  /** Epoch ms. */
  readonly at: number
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
  /** How many changes each step has; costs what its steps cost, not what its changes cost, where no namespace narrows it. */
  changeCounts(range: SteppedRange): Promise<readonly number[]>
  /** One entry per step. Older than the detail, it comes from the roll-ups: steps are then no finer than those. */
  churn(query: ChurnQuery): Promise<readonly ChurnStep[]>
  /** The same, Service by Service, in the same steps. */
  churnOfServices(query: ServicesChurnQuery): Promise<ServicesChurn>
  /** Windows that overlap the range, newest first, at most `limit`. */
  zeroReadyWindows(
    query: LedgerRange & { readonly namespaces?: readonly string[]; readonly limit: number },
  ): Promise<readonly ServiceWindow[]>
  /** Whether the clock was set back at a change whose `seq` lies between these: it was observed before one that is older. */
  wasClockSetBack(between: { readonly after: number; readonly before: number }): Promise<boolean>
  /** One entry per stream that was ever read completely. */
  beginnings(): Promise<readonly StreamBeginning[]>
  close(): Promise<void>
}
