import type { Snapshot } from './snapshot.ts'

/** The questions that can be asked of a snapshot, for functions that need not know who answers. */
export type SnapshotReader = Pick<
  Snapshot,
  | 'byUid'
  | 'childrenOf'
  | 'find'
  | 'get'
  | 'ofKind'
  | 'podsOnNode'
  | 'podsSelectedBy'
  | 'slicesOfService'
  | 'visibilityOf'
>
