/** What names the owner of an object. Source: meta/v1 OwnerReference. */
export interface OwnerReference {
  apiVersion: string
  kind: string
  name: string
  uid: string
  controller?: boolean
  blockOwnerDeletion?: boolean
}

/** Source: meta/v1 ObjectMeta; timestamps are RFC 3339 in whole seconds. */
export interface ObjectMetadata {
  name: string
  generateName?: string
  namespace?: string
  uid: string
  /** A decimal integer; opaque to clients. */
  resourceVersion: string
  /** Absent for kinds that have none (Service, Node, Namespace, Endpoints, Event, HorizontalPodAutoscaler, …). */
  generation?: number
  creationTimestamp: string
  /** The deadline of the deletion (request + grace), not the moment it was requested. */
  deletionTimestamp?: string
  deletionGracePeriodSeconds?: number
  labels?: Record<string, string>
  annotations?: Record<string, string>
  ownerReferences?: OwnerReference[]
  finalizers?: string[]
  managedFields?: unknown[]
}

/** One object as the cluster keeps it: what a GET answers. Deeply frozen when it comes out of the store. */
export interface StoredObject {
  apiVersion: string
  kind: string
  metadata: ObjectMetadata
  spec?: Record<string, unknown>
  status?: Record<string, unknown>
  [field: string]: unknown
}

/** Enough of an object to find the one that is stored; any version of it will do. */
export interface Named {
  metadata: { namespace?: string; name: string }
}

/** Metadata a creator chooses; the store assigns the rest. One of `name` and `generateName` is needed. */
export interface NewMetadata {
  name?: string
  generateName?: string
  namespace?: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
  ownerReferences?: OwnerReference[]
  finalizers?: string[]
  managedFields?: unknown[]
}

/** An object before it is created: no uid, no versions, no timestamps; `apiVersion` and `kind` follow from the resource. */
export type NewObject<T extends StoredObject = StoredObject> = {
  [Field in keyof T as Field extends 'metadata' | 'apiVersion' | 'kind' ? never : Field]: T[Field]
} & { metadata: NewMetadata }

/** One committed change. `previous` is what the object was before; absent when it is added. */
export interface StoredChange<T extends StoredObject = StoredObject> {
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  /** For `DELETED` the last state, with the resourceVersion of the deletion. */
  object: T
  previous?: T
}
