import type { ObjectStore } from '../../api-server/object-store.ts'
import { kinds } from '../objects/kinds.ts'
import type {
  BackendReference,
  Gateway,
  GatewayCondition,
  GatewayListener,
  HttpRoute,
  ParentReference,
} from '../objects/network.ts'

/**
 * The listeners of a Gateway one parent reference of a route attaches to: named or all, allowing the route's
 * namespace, with a host name in common. Source: gateway.networking.k8s.io/v1 Listener.
 */
export function attachmentOf(route: HttpRoute, parentRef: ParentReference, gateway: Gateway): string[] {
  const namespace = parentRef.namespace ?? route.metadata.namespace
  if (gateway.metadata.name !== parentRef.name || gateway.metadata.namespace !== namespace) return []
  return gateway.spec.listeners
    .filter(({ name }) => parentRef.sectionName === undefined || parentRef.sectionName === name)
    .filter(({ allowedRoutes }) => allowedRoutes.namespaces.from === 'All' || route.metadata.namespace === namespace)
    .filter((listener) => hasHostInCommon(listener, route.spec.hostnames))
    .map(({ name }) => name)
}

function hasHostInCommon({ hostname }: GatewayListener, hostnames: readonly string[] | undefined): boolean {
  if (hostname === undefined || hostnames === undefined || hostnames.length === 0) return true
  return hostnames.some((host) => covers(hostname, host) || covers(host, hostname))
}

/** A wildcard covers one or more labels. */
const covers = (pattern: string, host: string): boolean =>
  pattern === host || (pattern.startsWith('*.') && host.endsWith(pattern.slice(1)))

/** Whether every backend exists, with the port named, and may be used across namespaces. */
export function resolveBackends(
  store: ObjectStore,
  route: HttpRoute,
): Pick<GatewayCondition, 'type' | 'status' | 'reason' | 'message'> {
  for (const backend of route.spec.rules.flatMap(({ backendRefs = [] }) => backendRefs)) {
    const namespace = backend.namespace ?? route.metadata.namespace ?? 'default'
    const named = `Service ${namespace}/${backend.name}`
    if (namespace !== route.metadata.namespace && !isGranted(store, route, { ...backend, namespace })) {
      return unresolved('RefNotPermitted', `${named} is not permitted by any ReferenceGrant`)
    }
    const ports = store.get(kinds.services, namespace, backend.name)?.spec.ports
    if (ports?.some(({ port }) => port === backend.port) !== true) {
      return unresolved('BackendNotFound', `${named} with port ${backend.port} not found`)
    }
  }
  return {
    type: 'ResolvedRefs',
    status: 'True',
    reason: 'ResolvedRefs',
    message: 'Resolved all the Object references for the Route',
  }
}

const unresolved = (
  reason: string,
  message: string,
): Pick<GatewayCondition, 'type' | 'status' | 'reason' | 'message'> => ({
  type: 'ResolvedRefs',
  status: 'False',
  reason,
  message,
})

const isGranted = (store: ObjectStore, route: HttpRoute, backend: BackendReference): boolean =>
  store
    .list(kinds.referenceGrants, backend.namespace)
    .some(
      ({ spec }) =>
        spec.from.some(({ kind, namespace }) => kind === 'HTTPRoute' && namespace === route.metadata.namespace) &&
        spec.to.some(({ kind, name }) => kind === 'Service' && (name === undefined || name === backend.name)),
    )
