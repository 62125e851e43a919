import type { OpenRollout, Rollout, VerdictKind } from '@portolan/domain'
import type { LedgerRange } from './history-reader.ts'

/** Where folding the log into rollouts stands, and what it needs to go on. */
export interface RolloutFoldState {
  /** Of the rules it was folded by: by others the same log may give other rollouts. */
  readonly version: number
  /** Every rollout that was over at this `seq`, and whose request is kept, is in the archive. */
  readonly foldedTo: number
  /** Those that were under way then. */
  readonly open: readonly OpenRollout[]
}

/** A rollout of which nothing will change any more. */
export interface KeptRollout {
  readonly rollout: Rollout
  /** The change after which it was so: its detail is in the changes from its request to this one. */
  readonly overSeq: number
}

/** Which rollouts. Every member narrows; a range takes those that were under way at any time in it. */
export interface RolloutsQuery extends LedgerRange {
  readonly namespaces?: readonly string[]
  /** Of these workloads: `Kind/namespace/name`. */
  readonly workloads?: readonly string[]
  /** Only those requested before this `seq`. */
  readonly before?: number
  /** At most this many, ≥ 1. */
  readonly limit: number
}

/** A rollout as a time bar draws it. Times are epoch ms. */
export interface RolloutMark {
  readonly id: string
  /** `Kind/namespace/name`. */
  readonly workload: string
  readonly from: number
  /** Absent while it is under way. */
  readonly to?: number
  readonly verdict: VerdictKind
}

/**
 * Rollouts that are over, kept beside the log so that nobody has to fold it again to list them. All of it follows from the
 * log: it may be thrown away and made again, and a rollout is forgotten with the change that asked for it.
 */
export interface RolloutArchive {
  /** `undefined` where nothing was ever folded. */
  state(): Promise<RolloutFoldState | undefined>
  /**
   * Keep rollouts, and where the fold stands: both, or nothing. One with a known id takes the place of that one.
   *
   * @throws {StoreFullError} no room; the same may be tried again. @throws {StoreError} anything else
   */
  keep(rollouts: readonly KeptRollout[], state: RolloutFoldState): Promise<void>
  /** Throw everything away. @throws {StoreError} */
  clear(): Promise<void>
  /** Newest request first. */
  rollouts(query: RolloutsQuery): Promise<readonly KeptRollout[]>
  /** The same rollouts as marks, at a small part of the cost. */
  marks(query: RolloutsQuery): Promise<readonly RolloutMark[]>
  /** `undefined` where no rollout with this id is kept. */
  rollout(id: string): Promise<KeptRollout | undefined>
}
