import type { Snapshot } from '../history/snapshot.ts'
import { parseObjectKey } from '../kubernetes/object-key.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { ROUTE_KINDS, routeSourcesInto } from './backend-services.ts'
import type { TopologyView } from './topology-view.ts'

const ENTRY_KINDS = ['Ingress', ...ROUTE_KINDS, 'Gateway', 'ListenerSet', 'Service'] as const satisfies WatchedKind[]

/** ReplicaSets are drawn where a Pod has one: a Deployment keeps ten that have none. */
const ENDPOINT_KINDS = [
  'EndpointSlice',
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'HorizontalPodAutoscaler',
  'NetworkPolicy',
  'PodDisruptionBudget',
] as const satisfies WatchedKind[]

/** Drawn for themselves where the whole cluster is drawn, also when nothing points at them. */
const CLUSTER_KINDS = ['IngressClass', 'GatewayClass'] as const satisfies WatchedKind[]

/** Namespaces a view is about; `undefined`: all of them. */
export function viewedNamespaces(
  { namespaces, focus }: TopologyView,
  snapshot: Snapshot,
): readonly string[] | undefined {
  if (namespaces !== undefined || focus === undefined) return namespaces && [...new Set(namespaces)]
  const identity = parseObjectKey(focus)
  if (!identity) return []
  if (identity.namespace !== undefined) return [identity.namespace]
  return [...new Set(namespacesOf(identity.kind, identity.name, snapshot))]
}

/** Objects of those namespaces that are drawn for themselves, in no promised order. */
export function* viewedObjects(
  namespaces: readonly string[] | undefined,
  detail: 'endpoints' | 'services',
  snapshot: Snapshot,
): IterableIterator<WatchedObject> {
  for (const kind of detail === 'services' ? ENTRY_KINDS : [...ENTRY_KINDS, ...ENDPOINT_KINDS]) {
    for (const namespace of namespaces ?? [undefined]) yield* snapshot.ofKind(kind, namespace)
  }
  if (namespaces !== undefined) return
  for (const kind of CLUSTER_KINDS) yield* snapshot.ofKind(kind)
  if (detail === 'endpoints') yield* snapshot.ofKind('Node')
}

/**
 * Routes of other namespaces that may lead into these: by a ReferenceGrant to a Service, or by attaching to a Gateway that
 * is open to other namespaces. They cost what those namespaces hold, and nothing where nothing is granted or open.
 */
export function* routesFromOutside(namespaces: readonly string[], snapshot: Snapshot): IterableIterator<WatchedObject> {
  const viewed = new Set<string | undefined>(namespaces)
  for (const namespace of namespaces) {
    for (const source of routeSourcesInto(namespace, snapshot)) if (!viewed.has(source.metadata.namespace)) yield source
  }
  if (!namespaces.some((namespace) => hasOpenGateway(namespace, snapshot))) return
  for (const kind of ROUTE_KINDS) {
    for (const route of snapshot.ofKind(kind)) {
      if (!viewed.has(route.metadata.namespace) && route.spec.parentRefs.some((parent) => viewed.has(parent.namespace)))
        yield route
    }
  }
}

function hasOpenGateway(namespace: string, snapshot: Snapshot): boolean {
  for (const kind of ['Gateway', 'ListenerSet'] as const) {
    for (const { spec } of snapshot.ofKind(kind, namespace)) {
      if (spec.listeners.some(({ allowedRoutes }) => allowedRoutes.namespaces.from !== 'Same')) return true
    }
  }
  return false
}

/** Where the objects are that point at a cluster-scoped one. */
function namespacesOf(kind: string, name: string, snapshot: Snapshot): string[] {
  const found: WatchedObject[] = []
  if (kind === 'Node') found.push(...snapshot.podsOnNode(name))
  if (kind === 'IngressClass') {
    for (const ingress of snapshot.ofKind('Ingress')) if (ingress.spec.ingressClassName === name) found.push(ingress)
  }
  if (kind === 'GatewayClass') {
    for (const gateway of snapshot.ofKind('Gateway')) if (gateway.spec.gatewayClassName === name) found.push(gateway)
  }
  return found.flatMap(({ metadata }) => metadata.namespace ?? [])
}
