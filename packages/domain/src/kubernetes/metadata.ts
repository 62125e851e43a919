import type { WatchedKind } from './resources.ts'
import type { WatchedObject } from './watched-object.ts'

/** An RFC 3339 time exactly as the API wrote it: its digits say its precision (whole seconds for `metav1.Time`). */
export type ApiTime = string

/** `metadata.ownerReferences[]`, reduced. Absent `controller` means false (meta/v1 OwnerReference). */
export interface OwnerReference {
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller: boolean
}

/**
 * `metadata` of every kept object, without what is noise or not ours to store (domain rules C.1 to C.4).
 *
 * `labels` and `annotations` are `{}` when the API has none. `annotations` holds only allow-listed keys.
 */
export interface ObjectMeta {
  readonly name: string
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string
  readonly uid: string
  readonly creationTimestamp: ApiTime
  readonly generation?: number
  /** The deadline of a graceful deletion (request time plus grace), not the time of the request. */
  readonly deletionTimestamp?: ApiTime
  readonly deletionGracePeriodSeconds?: number
  readonly finalizers?: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  /** Sorted by uid; `[]` when none. */
  readonly ownerReferences: readonly OwnerReference[]
}

/** What every projected object has. Same spelling and nesting as the API; what is missing was dropped on arrival. */
export interface KubernetesObject<Kind extends WatchedKind = WatchedKind> {
  readonly kind: Kind
  readonly apiVersion: string
  readonly metadata: ObjectMeta
}

/** `status.conditions[]` as most kinds write it; a list of them is sorted by `type`. */
export interface Condition {
  readonly type: string
  readonly status: 'True' | 'False' | 'Unknown'
  readonly reason?: string
  readonly message?: string
  readonly lastTransitionTime?: ApiTime
  readonly lastUpdateTime?: ApiTime
  readonly observedGeneration?: number
}

/** Who wrote the newest of an object's managed fields: an upper bound of who made the change. */
export interface FieldManager {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly subresource?: string
  readonly time?: ApiTime
}

/** One object as it arrived: the projection, and what is told beside it but is no content. */
export interface ProjectedObject {
  readonly object: WatchedObject
  /** Opaque: compare with `compareResourceVersions` only. */
  readonly resourceVersion: string
  readonly writer?: FieldManager
}
