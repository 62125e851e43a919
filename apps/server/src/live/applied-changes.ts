import {
  type AppliedChange,
  applyDifferences,
  keyOf,
  type ObjectKey,
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

const isTracked: ReadonlySet<string> = new Set(KINDS)

/**
 * The object on both sides of each change, change by change, for the kinds that decide how a Service is.
 *
 * The feed tells changes after the snapshot took all of a commit: what was before, and what was between, is remembered here.
 */
export class AppliedChanges {
  readonly #objects = new Map<ObjectKey, WatchedObject>()

  constructor(snapshot: Snapshot) {
    for (const kind of KINDS) for (const object of snapshot.ofKind(kind)) this.#objects.set(keyOf(object), object)
  }

  /** Changes come in `seq` order, each once. @returns `undefined` for a kind that says nothing of Services */
  apply(change: RecordedChange): AppliedChange | undefined {
    if (!isTracked.has(change.kind)) return undefined
    const key = keyOf({ kind: change.kind, metadata: change })
    const before = this.#objects.get(key)
    if (change.change === 'deleted') {
      this.#objects.delete(key)
      return { key, before, after: undefined }
    }
    const after = applyDifferences(before, change.differences) as WatchedObject
    this.#objects.set(key, after)
    return { key, before, after }
  }
}
