import type { ZeroReadyWindow } from '../endpoints/ledger-types.ts'
import type { Gap } from '../history/gap.ts'
import type { FieldManager } from '../kubernetes/metadata.ts'
import type { ObjectKey } from '../kubernetes/object-key.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { RolloutZeroWindow } from '../rollouts/rollout-types.ts'

/** What of the past a rule may ask for; the name of a member of `RuleHistory`. */
export type HistoryNeed = keyof RuleHistory

/**
 * What is known of the time before the snapshot. Whoever evaluates rules provides what it can; rules that need another part
 * are suppressed and listed (rule COV-001). Every member answers for a bounded stretch, at least the last hour, and never
 * later than the snapshot.
 */
export interface RuleHistory {
  /** Each time a field of an object got another value, newest first; `path` as in differences. */
  readonly fieldChanges?: (object: ObjectKey, path: string) => readonly FieldChange[]
  /** Windows without a ready endpoint of one Service, newest first. */
  readonly zeroReadyWindows?: (namespace: string, service: string) => readonly ZeroReadyWindow[]
  /**
   * How long endpoints of a Service went on serving after their Pod was told to stop, while the Service had others, in ms,
   * newest first (rule F.6).
   */
  readonly drainOverlaps?: (namespace: string, service: string) => readonly number[]
  /** How long the rollouts of a workload took until their first new Pod was ready, in ms, newest first (rule F.6). */
  readonly rolloutDurations?: (workload: ObjectKey) => readonly number[]
  /** Windows without a ready endpoint during rollouts of a workload, newest first (rule F.6). */
  readonly rolloutZeroWindows?: (workload: ObjectKey) => readonly RolloutOutage[]
  /**
   * Stretches in which changes may have happened unseen, newest first. This and `silentWatches` change without an object:
   * whoever provides them tells the book (`FindingsBook.visibilityChanged`).
   */
  readonly gaps?: () => readonly Gap[]
  /**
   * For Pods of a Node, when we were told that they are Ready less when they became so by the clock of the node, in ms, newest
   * first (rule F.7).
   */
  readonly readyLags?: (node: string) => readonly number[]
  /** Watches of kinds with bookmarks (`WatchedResource.hasBookmarks`) that have had none for three minutes (rule COV-004). */
  readonly silentWatches?: () => readonly SilentWatch[]
}

/** A watch that may no longer tell what happens. */
export interface SilentWatch {
  readonly kind: WatchedKind
  /** Epoch ms, our clock. */
  readonly lastBookmarkAt: number
}

/** A rollout of a workload left one Service without a ready endpoint. */
export interface RolloutOutage {
  /** `namespace/name`. */
  readonly service: string
  readonly window: RolloutZeroWindow
}

/** One field of one object got another value. */
export interface FieldChange {
  /** Epoch ms, our clock. */
  readonly observedAt: number
  readonly before: unknown
  readonly after: unknown
  readonly writer?: FieldManager
}
