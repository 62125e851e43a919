import type { Snapshot } from '../history/snapshot.ts'
import type { Ingress } from '../kubernetes/ingress.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { BackendRef, GatewayRoute, RouteKind } from '../kubernetes/routes.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { backendGrant, grantedNamespaces } from './reference-grants.ts'

/** Kinds of routes of the Gateway API. */
export const ROUTE_KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] as const satisfies RouteKind[]

/** An object whose rules name Services. */
export type RouteSource = Ingress | GatewayRoute

export function isRouteSource(object: WatchedObject | undefined): object is RouteSource {
  return object?.kind === 'Ingress' || isRouteKind(object?.kind)
}

function isRouteKind(kind: WatchedKind | undefined): kind is RouteKind {
  return ROUTE_KINDS.some((routeKind) => routeKind === kind)
}

/** Services (`namespace/name`) that an object's rules name as backends, allowed to or not, with repetitions. */
export function backendServices(source: RouteSource): string[] {
  const { namespace } = source.metadata
  if (source.kind !== 'Ingress') return serviceRefs(source).map((ref) => `${ref.namespace ?? namespace}/${ref.name}`)
  const { defaultBackend, rules } = source.spec
  const backends = [
    ...(defaultBackend ? [defaultBackend] : []),
    ...rules.flatMap(({ http }) => http?.paths.map(({ backend }) => backend) ?? []),
  ]
  return backends.flatMap(({ service }) => (service ? `${namespace}/${service.name}` : []))
}

/**
 * Names of the Services of a namespace that an Ingress rule or a route leads to. Routes of other namespaces count where a
 * ReferenceGrant lets them in. Costs a look at every route of the namespace and of those it grants.
 */
export function routedServices(namespace: string, snapshot: Snapshot): ReadonlySet<string> {
  const names = new Set<string>()
  const prefix = `${namespace}/`
  for (const source of routeSourcesInto(namespace, snapshot)) {
    const isLocal = source.metadata.namespace === namespace
    const services = isLocal || source.kind === 'Ingress' ? backendServices(source) : grantedServices(source, snapshot)
    for (const service of services) if (service.startsWith(prefix)) names.add(service.slice(prefix.length))
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

function grantedServices(route: GatewayRoute, snapshot: Snapshot): string[] {
  const granted = serviceRefs(route).filter((ref) => backendGrant(route, ref, snapshot) === 'granted')
  return granted.map((ref) => `${ref.namespace ?? route.metadata.namespace}/${ref.name}`)
}

function serviceRefs(route: GatewayRoute): BackendRef[] {
  const rules: readonly { readonly backendRefs: readonly BackendRef[] }[] = route.spec.rules
  return rules.flatMap(({ backendRefs }) => backendRefs.filter(({ group, kind }) => group === '' && kind === 'Service'))
}
