import { elementPath } from '../../history/field-path.ts'
import type { SnapshotReader } from '../../history/snapshot-reader.ts'
import type { Gateway, ListenerSet } from '../../kubernetes/gateway.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { GatewayRoute, ParentReference } from '../../kubernetes/routes.ts'
import { attach, type RouteReference } from '../../resolution/gateway/attachment.ts'
import type { GatewayListener } from '../../resolution/gateway/gateway-listeners.ts'
import type { ListenerAttachment, ParentFacts } from '../edge-facts.ts'
import { edgeState } from '../edge-state.ts'
import { isAskedFor, isSameParent } from '../parent-reference.ts'
import type { EdgeOf } from '../topology.ts'

/**
 * What a route asks to be attached to: one edge per parentRef, to a Gateway, a ListenerSet, or (mesh) a Service.
 *
 * `missing` also where the parent is there and has no listener of that name and port. Whether each listener takes the route is
 * in the facts: as its controller currently says, else by `allowedRoutes`, kinds and hostnames.
 * Source: gateway.networking.k8s.io/v1 ParentReference, rule D.8.
 */
export function routeParentEdges(route: GatewayRoute, snapshot: SnapshotReader): EdgeOf<'parent'>[] {
  return route.spec.parentRefs.map((parent) => {
    const { kind, name, sectionName, port } = parent
    const namespace = parent.namespace ?? route.metadata.namespace
    const offered = listenersOf(snapshot, { kind, namespace, name })
    const asked = offered?.filter(({ listener }) => isAskedFor(listener, parent)) ?? []
    const listeners = asked.map(({ listener }) => listener.name)
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
        ...(offered && { attachments: asked.map((one) => attachment({ route, parent }, one, snapshot)) }),
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
): readonly GatewayListener[] | undefined {
  if (kind !== 'Gateway' && kind !== 'ListenerSet') return undefined
  const owner = snapshot.find(kind, namespace, name)
  return owner?.spec.listeners.map((listener, index) => ({
    ...{ owner, listener },
    evidence: { object: keyOf(owner), field: elementPath('spec.listeners', index) },
  }))
}

function attachment(reference: RouteReference, offered: GatewayListener, snapshot: SnapshotReader): ListenerAttachment {
  const { listener, owner } = offered
  const controllerName = controllerNameOf(owner, snapshot)
  const found = attach(reference, offered, { snapshot, controllerName })
  if (!found) return { listener: listener.name, verdict: 'no-shared-hostname', by: 'rule' }
  if ('why' in found) {
    const by = found.by === 'controller' ? 'controller' : 'rule'
    return { listener: listener.name, verdict: 'refused', by, why: found.why }
  }
  const { hostnames, isComputed } = found
  return { listener: listener.name, verdict: 'attached', hostnames, by: isComputed ? 'rule' : 'controller' }
}

/** What the class of a Gateway, or of a ListenerSet's Gateway, says; `undefined` where it is not there. */
function controllerNameOf(owner: Gateway | ListenerSet, snapshot: SnapshotReader): string | undefined {
  if (owner.kind === 'Gateway') {
    return snapshot.find('GatewayClass', undefined, owner.spec.gatewayClassName)?.spec.controllerName
  }
  const { name, namespace = owner.metadata.namespace } = owner.spec.parentRef
  const gateway = snapshot.find('Gateway', namespace, name)
  return gateway && controllerNameOf(gateway, snapshot)
}

function acceptance(route: GatewayRoute, parent: ParentReference): Pick<ParentFacts, 'accepted' | 'reason'> {
  const report = route.status.parents.find(({ parentRef }) => isSameParent(parentRef, parent, route.metadata.namespace))
  const accepted = report?.conditions.find(({ type }) => type === 'Accepted')
  if (!accepted) return {}
  return { accepted: accepted.status, ...(accepted.reason !== undefined && { reason: accepted.reason }) }
}
