import type { SnapshotReader } from '../history/snapshot-reader.ts'
import { type WatchedKind, watchedResource } from '../kubernetes/resources.ts'
import type { EdgeState } from './topology.ts'

/** What is named: `kind` may be one that is not watched, `namespace` is absent for cluster-scoped kinds. */
export interface NamedObject {
  readonly kind: string
  readonly namespace?: string | undefined
  readonly name: string
}

/**
 * State of an edge to an object that is named: `resolved` where it is there, `missing` only where its absence proves that it
 * does not exist.
 */
export function edgeState(snapshot: SnapshotReader, { kind, namespace, name }: NamedObject): EdgeState {
  if (!isWatched(kind)) return 'unknown'
  return snapshot.find(kind, namespace, name) ? 'resolved' : absenceState(snapshot, kind, namespace)
}

/** State of an edge to something of this kind that was looked for and not found. */
export function absenceState(
  snapshot: SnapshotReader,
  kind: string,
  namespace: string | undefined,
): 'missing' | 'unknown' {
  return isWatched(kind) && snapshot.visibilityOf(kind, namespace) === 'observed' ? 'missing' : 'unknown'
}

/** Whether Portolan knows the kind at all, whatever it may read of it. */
export function isWatched(kind: string): kind is WatchedKind {
  return watchedResource(kind) !== undefined
}
