import { CLUSTER_SCOPE, type WatchedKind } from '@portolan/domain'

/** Which kinds and namespaces; what is absent is not asked about. */
export interface ShelfQuery {
  readonly kinds?: readonly WatchedKind[]
  /** `-` stands for cluster-scoped objects. */
  readonly namespaces?: readonly string[]
  /** `null`: only cluster-scoped objects. */
  readonly namespace?: string | null
}

/** Condition on a shelf `s`; its two parameters come from `shelfParameters`. */
export const SHELF_FILTER = `(:kinds IS NULL OR s.kind IN (SELECT value FROM json_each(:kinds)))
  AND (:namespaces IS NULL OR s.namespace IN (SELECT value FROM json_each(:namespaces)))`

export interface ShelfParameters {
  readonly kinds: string | null
  readonly namespaces: string | null
}

/** What the filter binds: JSON lists, `null` where nothing is narrowed. Cluster-scoped shelves have the empty namespace. */
export function shelfParameters({ kinds, namespaces, namespace }: ShelfQuery): ShelfParameters {
  const stored = namespaces?.map((name) => (name === CLUSTER_SCOPE ? '' : name))
  const wanted = namespace === undefined ? stored : [namespace ?? ''].filter((name) => stored?.includes(name) ?? true)
  return {
    kinds: kinds ? JSON.stringify(kinds) : null,
    namespaces: wanted ? JSON.stringify(wanted) : null,
  }
}
