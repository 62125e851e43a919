import type { ApiTime, KubernetesObject } from './metadata.ts'

/**
 * v1 Event, the API's own.
 *
 * `count`, `lastTimestamp` and `series` change while the same thing repeats: they make no history (rule C.3).
 */
export interface KubernetesEvent extends KubernetesObject<'Event'> {
  readonly involvedObject: InvolvedObject
  readonly reason: string
  /** `Normal`, `Warning`; `''` where the writer set none. */
  readonly type: string
  /** At most 1 KiB, without credentials and query strings (rule C.4). */
  readonly message: string
  readonly source: { readonly component?: string; readonly host?: string }
  readonly reportingComponent?: string
  readonly firstTimestamp?: ApiTime
  readonly lastTimestamp?: ApiTime
  /** Microseconds; absent for writers of the older API. */
  readonly eventTime?: ApiTime
  readonly count?: number
  readonly series?: { readonly count: number; readonly lastObservedTime?: ApiTime }
}

export interface InvolvedObject {
  readonly kind: string
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string
  readonly name: string
  /** A Node's name, for events the kubelet writes about its own Node. */
  readonly uid?: string
  readonly fieldPath?: string
}
