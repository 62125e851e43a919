export type {
  EndpointIdentity,
  EndpointState,
  LedgerCounts,
  LedgerEntry,
  LedgerInterval,
  OpenLedger,
  ZeroReadyWindow,
} from './endpoints/ledger-types.ts'
export type { Change, ChangeType, Evidence, ObjectAfter, RecordedChange } from './history/change.ts'
export type { Difference } from './history/difference.ts'
export type { Gap, GapReason } from './history/gap.ts'
export type {
  ApiTime,
  Condition,
  FieldManager,
  KubernetesObject,
  ObjectMeta,
  OwnerReference,
  ProjectedObject,
} from './kubernetes/metadata.ts'
export {
  CLUSTER_SCOPE,
  keyOf,
  type ObjectIdentity,
  type ObjectKey,
  objectKey,
  parseObjectKey,
} from './kubernetes/object-key.ts'
export { WATCHED_RESOURCES, type WatchedKind, type WatchedResource, watchedResource } from './kubernetes/resources.ts'
