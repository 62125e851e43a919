import type { Snapshot } from '../history/snapshot.ts'
import type { Ingress, IngressBackend } from '../kubernetes/ingress.ts'
import type { BackendRef, GatewayRoute, RouteKind } from '../kubernetes/routes.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { backendGrant, grantedNamespaces } from './reference-grants.ts'

/** Kinds of routes of the Gateway API. */
export const ROUTE_KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] as const satisfies RouteKind[]

/** An object whose rules name Services. */
export type RouteSource = Ingress | GatewayRoute

export function isRouteSource(object: WatchedObject): object is RouteSource {
  return object.kind === 'Ingress' || ROUTE_KINDS.some((kind) => kind === object.kind)
}

/** Services (`namespace/name`) that an object's rules name as backends, allowed to or not, with repetitions. */
export function* backendServices(source: RouteSource): IterableIterator<string> {
  for (const { namespace, name } of serviceBackends(source)) yield `${namespace}/${name}`
}

/** Whether some rule of an object names a Service, allowed to or not. */
export function isBackendOf(source: RouteSource, namespace: string, name: string): boolean {
  for (const backend of serviceBackends(source))
    if (backend.name === name && backend.namespace === namespace) return true
  return false
}

/**
 * Whether an Ingress rule or a route leads to a Service. Routes of other namespaces count where a ReferenceGrant lets them
 * in. Costs a look at every route of the namespace and of those it grants.
 */
export function isRoutedService(namespace: string, name: string, snapshot: Snapshot): boolean {
  for (const source of routeSourcesInto(namespace, snapshot)) {
    for (const backend of serviceBackends(source)) {
      if (backend.name === name && backend.namespace === namespace && isAllowed(source, backend, snapshot)) return true
    }
  }
  return false
}

/** Names of all Services of a namespace for which `isRoutedService` holds, at the cost of asking once. */
export function routedServices(namespace: string, snapshot: Snapshot): ReadonlySet<string> {
  const names = new Set<string>()
  for (const source of routeSourcesInto(namespace, snapshot)) {
    for (const backend of serviceBackends(source)) {
      if (backend.namespace === namespace && isAllowed(source, backend, snapshot)) names.add(backend.name)
    }
  }
  return names
}

/** Every Ingress and route whose rules can lead into a namespace, in no promised order. */
export function* routeSourcesInto(namespace: string, snapshot: Snapshot): IterableIterator<RouteSource> {
  yield* snapshot.ofKind('Ingress', namespace)
  for (const from of [namespace, ...grantedNamespaces(namespace, snapshot)]) {
    for (const kind of ROUTE_KINDS) yield* snapshot.ofKind(kind, from)
  }
}

/** A Service that a rule names. */
interface ServiceBackend {
  readonly namespace: string | undefined
  readonly name: string
  /** Absent in an Ingress, which cannot refer to other namespaces. */
  readonly ref?: BackendRef
}

function* serviceBackends(source: RouteSource): IterableIterator<ServiceBackend> {
  const { namespace } = source.metadata
  if (source.kind === 'Ingress') {
    for (const { service } of ingressBackends(source)) if (service) yield { namespace, name: service.name }
    return
  }
  for (const { backendRefs } of source.spec.rules) {
    for (const ref of backendRefs) {
      const isService = ref.group === '' && ref.kind === 'Service'
      if (isService) yield { namespace: ref.namespace ?? namespace, name: ref.name, ref }
    }
  }
}

function* ingressBackends({ spec }: Ingress): IterableIterator<IngressBackend> {
  if (spec.defaultBackend) yield spec.defaultBackend
  for (const { http } of spec.rules) for (const { backend } of http?.paths ?? []) yield backend
}

function isAllowed(source: RouteSource, { ref }: ServiceBackend, snapshot: Snapshot): boolean {
  return source.kind === 'Ingress' || ref === undefined || backendGrant(source, ref, snapshot) === 'granted'
}
