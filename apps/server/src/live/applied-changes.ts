import {
  type AppliedChange,
  applyDifferences,
  keyOf,
  type RecordedChange,
  type Snapshot,
  type WatchedKind,
  type WatchedObject,
} from '@portolan/domain'

/** Kinds that decide how a Service is. */
const KINDS = [
  'Service',
  'EndpointSlice',
  'Pod',
  'Ingress',
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'UDPRoute',
  'ReferenceGrant',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
] as const satisfies readonly WatchedKind[]

/** A change with the object on both sides of it. */
export interface ChangeWithObjects {
  readonly change: RecordedChange
  readonly applied: AppliedChange
}

/**
 * The object on both sides of each change, for the kinds that decide how a Service is.
 *
 * The feed tells of changes when the snapshot has taken all of a commit: what was before is remembered here, by reference to
 * what the snapshot held then; what was between is made again.
 */
export class AppliedChanges {
  readonly #snapshot: Snapshot
  /** By kind and uid. */
  readonly #objects = new Map<WatchedKind, Map<string, WatchedObject>>()

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot
    for (const kind of KINDS) {
      const objects = [...snapshot.ofKind(kind)].map((object): [string, WatchedObject] => [object.metadata.uid, object])
      this.#objects.set(kind, new Map(objects))
    }
  }

  /** @param changes all of one commit, which the snapshot has taken. @returns those that concern Services, in `seq` order */
  apply(changes: readonly RecordedChange[]): readonly ChangeWithObjects[] {
    const newest = new Map(changes.map((change) => [`${change.kind} ${change.uid}`, change.seq]))
    const found: ChangeWithObjects[] = []
    for (const change of changes) {
      const objects = this.#objects.get(change.kind)
      if (objects === undefined) continue
      const isNewest = newest.get(`${change.kind} ${change.uid}`) === change.seq
      const before = objects.get(change.uid)
      const after = this.#after(change, { before, isNewest })
      if (after === undefined) objects.delete(change.uid)
      else objects.set(change.uid, after)
      found.push({ change, applied: { key: keyOf({ kind: change.kind, metadata: change }), before, after } })
    }
    return found
  }

  /** What the snapshot holds, where nothing came after; so nothing is held twice. */
  #after(
    { change, kind, uid, differences }: RecordedChange,
    { before, isNewest }: { readonly before: WatchedObject | undefined; readonly isNewest: boolean },
  ): WatchedObject | undefined {
    if (change === 'deleted') return undefined
    return isNewest ? this.#snapshot.byUid(kind, uid) : (applyDifferences(before, differences) as WatchedObject)
  }
}
