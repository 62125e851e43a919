import { CLUSTER_SCOPE, type RecordedChange, type WatchedKind } from '@portolan/domain'

/** Which changes a follower wants; an absent member means all. */
export interface ChangeFilter {
  readonly kinds?: readonly WatchedKind[]
  /** `-` stands for cluster-scoped objects, as in an `ObjectKey`. */
  readonly namespaces?: readonly string[]
}

/** A filter ready for use. Filters that let the same changes through have the same `key`. */
export interface PreparedFilter {
  readonly key: string
  readonly filter: ChangeFilter
  readonly matches: (change: RecordedChange) => boolean
}

/** A filter that is asked of every change. Equal choices have equal keys, whatever their order. */
export function prepareFilter({ kinds, namespaces }: ChangeFilter): PreparedFilter {
  const sorted: ChangeFilter = {
    ...(kinds !== undefined && { kinds: [...new Set(kinds)].sort() }),
    ...(namespaces !== undefined && { namespaces: [...new Set(namespaces)].sort() }),
  }
  const wantedKinds = kinds && new Set<string>(kinds)
  const wantedNamespaces = namespaces && new Set(namespaces)
  return {
    key: JSON.stringify(sorted),
    filter: sorted,
    matches: ({ kind, namespace = CLUSTER_SCOPE }) =>
      (wantedKinds?.has(kind) ?? true) && (wantedNamespaces?.has(namespace) ?? true),
  }
}
