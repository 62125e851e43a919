import type { SnapshotReader } from '../../history/snapshot-reader.ts'
import type { Listener, ListenerSet } from '../../kubernetes/gateway.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { GatewayRoute, ParentReference } from '../../kubernetes/routes.ts'
import type { ParentFacts } from '../edge-facts.ts'
import { edgeState } from '../edge-state.ts'
import type { EdgeOf } from '../topology.ts'

/**
 * What a route asks to be attached to: one edge per parentRef, to a Gateway, a ListenerSet, or (mesh) a Service.
 *
 * `missing` also where the parent is there and has no listener of that name and port. Whether the parent lets the route in is
 * for its `allowedRoutes` to say; what its controller decided is in the facts.
 * Source: gateway.networking.k8s.io/v1 ParentReference, rule D.8.
 */
export function routeParentEdges(route: GatewayRoute, snapshot: SnapshotReader): EdgeOf<'parent'>[] {
  return route.spec.parentRefs.map((parent) => {
    const { kind, name, sectionName, port } = parent
    const namespace = parent.namespace ?? route.metadata.namespace
    const offered = listenersOf(snapshot, { kind, namespace, name })
    const listeners = offered?.filter((listener) => isAskedFor(listener, parent)).map((listener) => listener.name) ?? []
    return {
      from: keyOf(route),
      to: objectKey(kind, namespace, name),
      relation: 'parent',
      state: offered && listeners.length === 0 ? 'missing' : edgeState(snapshot, { kind, namespace, name }),
      facts: {
        ...(sectionName !== undefined && { sectionName }),
        ...(port !== undefined && { port }),
        listeners,
        ...acceptance(route, parent),
      },
    }
  })
}

/**
 * The Gateway that a ListenerSet adds listeners to.
 * Source: gateway.networking.k8s.io/v1 ListenerSet.spec.parentRef.
 */
export function listenerSetParentEdges(listenerSet: ListenerSet, snapshot: SnapshotReader): EdgeOf<'parent'>[] {
  const { kind, name, namespace = listenerSet.metadata.namespace } = listenerSet.spec.parentRef
  const state = edgeState(snapshot, { kind, namespace, name })
  const listeners = listenerSet.spec.listeners.map((listener) => listener.name)
  return [
    { from: keyOf(listenerSet), to: objectKey(kind, namespace, name), relation: 'parent', state, facts: { listeners } },
  ]
}

/** `undefined` for a parent that is not there, or whose kind has no listeners. */
function listenersOf(
  snapshot: SnapshotReader,
  { kind, namespace, name }: { kind: string; namespace: string | undefined; name: string },
): readonly Listener[] | undefined {
  if (kind !== 'Gateway' && kind !== 'ListenerSet') return undefined
  return snapshot.find(kind, namespace, name)?.spec.listeners
}

/** Whether a reference asks for a listener of its parent: name and port must both match where both are given. */
export function isAskedFor(listener: Listener, { sectionName, port }: ParentReference): boolean {
  return (sectionName ?? listener.name) === listener.name && (port ?? listener.port) === listener.port
}

function acceptance(route: GatewayRoute, parent: ParentReference): Pick<ParentFacts, 'accepted' | 'reason'> {
  const report = route.status.parents.find(({ parentRef }) => isSameParent(parentRef, parent, route.metadata.namespace))
  const accepted = report?.conditions.find(({ type }) => type === 'Accepted')
  if (!accepted) return {}
  return { accepted: accepted.status, ...(accepted.reason !== undefined && { reason: accepted.reason }) }
}

/** Whether two references of a route, which is in `namespace`, mean the same parent. */
export function isSameParent(a: ParentReference, b: ParentReference, namespace: string | undefined): boolean {
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    (a.namespace ?? namespace) === (b.namespace ?? namespace) &&
    a.sectionName === b.sectionName &&
    a.port === b.port
  )
}
