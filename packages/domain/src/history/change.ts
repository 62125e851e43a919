import type { FieldManager, KubernetesObject } from '../kubernetes/metadata.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { Difference } from './difference.ts'

/**
 * How a change is known.
 *
 * - `watched`: the API server told of it when it happened; `observedAt` is when the line arrived.
 * - `listed`: found by comparing a list with what was known; it happened somewhere in (`observedFrom`, `observedAt`].
 * - `initial`: present when Portolan first looked; it was created earlier. Never a creation.
 */
export type Evidence = 'watched' | 'listed' | 'initial'

/** What happened to an object. A changed `uid` under one key is `deleted` then `added`, never `modified`. */
export type ChangeType = 'added' | 'modified' | 'deleted'

/** One change of one object, before it has its place in the log. */
export interface Change {
  readonly change: ChangeType
  readonly evidence: Evidence
  /** Epoch ms, our clock: when we learned it. */
  readonly observedAt: number
  /** Epoch ms: it cannot have happened before. Equal to `observedAt` where the watch told it live. */
  readonly observedFrom: number
  readonly kind: WatchedKind
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string
  readonly name: string
  readonly uid: string
  readonly resourceVersion: string
  readonly writer?: FieldManager
  /**
   * From the state before to the state after.
   * `added`: one difference at the root path `''` whose `after` is the whole projected object. `deleted`: empty.
   */
  readonly differences: readonly Difference[]
}

/** A change with its place in the log. `seq` has no holes and is the only order. */
export interface RecordedChange extends Change {
  readonly seq: number
}

/** The object a change leaves behind; `undefined` after a deletion. */
export type ObjectAfter = KubernetesObject | undefined
