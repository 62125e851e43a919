import type { SnapshotReader } from '../../history/snapshot-reader.ts'
import type { GatewayRoute, ParentReference, RouteKind } from '../../kubernetes/routes.ts'
import { isAskedFor, isSameParent } from '../../topology/parent-reference.ts'
import { sharedHostname } from '../host-match.ts'
import { type GatewayListener, letsIn } from './gateway-listeners.ts'

/** A route's reference to a parent. */
export interface RouteReference {
  readonly route: GatewayRoute
  readonly parent: ParentReference
}

/** A route on a listener. */
export interface AttachedRoute<Route extends GatewayRoute = GatewayRoute> {
  readonly route: Route
  /** The hosts that route and listener share; `''`: every host. */
  readonly hostnames: readonly string[]
  /** No current status of the controller says so. */
  readonly isComputed: boolean
}

/** Why a route is not on a listener that it asks for. */
export interface RefusedRoute {
  readonly route: GatewayRoute
  readonly by: 'listener' | 'controller'
  readonly why: string
}

const GROUP = 'gateway.networking.k8s.io'

const KINDS_OF_PROTOCOL: Readonly<Record<string, readonly RouteKind[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute', 'TCPRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
}

/**
 * Whether a route that names a listener's owner is on the listener: its controller's current word first, else by rule D.8.
 * `undefined` where it does not ask for this listener, or shares no host with it.
 *
 * @param controllerName of the GatewayClass; absent: whoever reports is believed
 */
export function attach(
  { route, parent }: RouteReference,
  listener: GatewayListener,
  { snapshot, controllerName }: { snapshot: SnapshotReader; controllerName: string | undefined },
): AttachedRoute | RefusedRoute | undefined {
  if (!isAskedFor(listener.listener, parent)) return undefined
  const why = refusal(route, listener, snapshot)
  if (why !== undefined) return { route, by: 'listener', why }
  const hostnames = sharedHostnames(route, listener)
  if (hostnames.length === 0) return undefined
  const accepted = acceptedBy(route, parent, controllerName)
  if (accepted && accepted.status !== 'True')
    return { route, by: 'controller', why: accepted.reason ?? `Accepted is ${accepted.status}` }
  return { route, hostnames, isComputed: accepted === undefined }
}

function refusal(
  route: GatewayRoute,
  { listener, owner }: GatewayListener,
  snapshot: SnapshotReader,
): string | undefined {
  const { kinds, namespaces } = listener.allowedRoutes
  const isKind =
    kinds.length === 0
      ? (KINDS_OF_PROTOCOL[listener.protocol] ?? []).includes(route.kind)
      : kinds.some(({ group, kind }) => group === GROUP && kind === route.kind)
  if (!isKind) return `listener ${listener.name} does not take the kind ${route.kind}`
  const from = route.metadata.namespace ?? ''
  const isLetIn = letsIn(namespaces, { from, owner: owner.metadata.namespace ?? '' }, snapshot) !== 'no'
  return isLetIn ? undefined : `listener ${listener.name} does not take routes of namespace ${from}`
}

function sharedHostnames(route: GatewayRoute, { listener }: GatewayListener): string[] {
  const named = 'hostnames' in route.spec ? route.spec.hostnames : []
  const hostnames = named.length === 0 ? [undefined] : named
  return hostnames.flatMap((hostname) => sharedHostname(listener.hostname, hostname) ?? [])
}

/** `Accepted` of the parent by the class's controller, if it was said of the route as it is now. */
function acceptedBy(route: GatewayRoute, parent: ParentReference, controllerName: string | undefined) {
  const { generation, namespace } = route.metadata
  const report = route.status.parents.find(
    (each) =>
      isSameParent(each.parentRef, parent, namespace) &&
      each.controllerName === (controllerName ?? each.controllerName),
  )
  return report?.conditions.find(
    ({ type, observedGeneration }) => type === 'Accepted' && observedGeneration === generation,
  )
}
