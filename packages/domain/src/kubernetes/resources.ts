/** Kinds that Portolan reads, exactly as the API spells them. */
export type WatchedKind = (typeof WATCHED_RESOURCES)[number]['kind']

/** One row of the table of what is watched. */
export interface WatchedResource {
  readonly kind: WatchedKind
  /** Plural, as in the URL: `endpointslices`. */
  readonly resource: string
  /** API group; empty for the core group. */
  readonly group: string
  /** Versions whose schema is known here, best first; the first of them that the server serves is used. */
  readonly versions: readonly string[]
  readonly isNamespaced: boolean
  /** Without it the chart is wrong, and `/readyz` stays red; the others only make answers poorer. */
  readonly isRequired: boolean
  /** `metadata`: ask for PartialObjectMetadata, the full object is never read. */
  readonly read: 'object' | 'metadata'
  /** False where the API server sends no periodic bookmarks (its watch cache is off): an idle watch is normal there. */
  readonly hasBookmarks: boolean
  /** The projection reads which fields a manager owns; elsewhere `managedFields[].fieldsV1` is not even parsed. */
  readonly readsOwnedFields: boolean
}

const APPS = 'apps'
const NETWORKING = 'networking.k8s.io'
const GATEWAY = 'gateway.networking.k8s.io'

function row<const Kind extends string>(
  kind: Kind,
  resource: string,
  options: Partial<Omit<WatchedResource, 'kind' | 'resource'>> = {},
) {
  return {
    kind,
    resource,
    group: '',
    versions: ['v1'] as readonly string[],
    isNamespaced: true as boolean,
    isRequired: false as boolean,
    read: 'object' as 'object' | 'metadata',
    hasBookmarks: true as boolean,
    readsOwnedFields: false as boolean,
    ...options,
  }
}

/**
 * Everything Portolan watches, in the order in which first lists are started: what the chart needs comes first.
 *
 * No Secret, no ConfigMap, ever.
 */
export const WATCHED_RESOURCES = [
  row('Service', 'services', { isRequired: true }),
  row('Ingress', 'ingresses', { group: NETWORKING, isRequired: true }),
  row('EndpointSlice', 'endpointslices', { group: 'discovery.k8s.io', isRequired: true }),
  row('Pod', 'pods', { isRequired: true }),
  row('Deployment', 'deployments', { group: APPS, isRequired: true, readsOwnedFields: true }),
  row('ReplicaSet', 'replicasets', { group: APPS, isRequired: true }),
  row('StatefulSet', 'statefulsets', { group: APPS, isRequired: true, readsOwnedFields: true }),
  row('DaemonSet', 'daemonsets', { group: APPS, isRequired: true, readsOwnedFields: true }),
  row('IngressClass', 'ingressclasses', { group: NETWORKING, isNamespaced: false }),
  row('Namespace', 'namespaces', { isNamespaced: false, read: 'metadata' }),
  row('Node', 'nodes', { isNamespaced: false }),
  row('GatewayClass', 'gatewayclasses', { group: GATEWAY, isNamespaced: false }),
  row('Gateway', 'gateways', { group: GATEWAY }),
  row('HTTPRoute', 'httproutes', { group: GATEWAY }),
  row('GRPCRoute', 'grpcroutes', { group: GATEWAY }),
  row('TLSRoute', 'tlsroutes', { group: GATEWAY, versions: ['v1', 'v1alpha3', 'v1alpha2'] }),
  row('TCPRoute', 'tcproutes', { group: GATEWAY, versions: ['v1', 'v1alpha2'] }),
  row('UDPRoute', 'udproutes', { group: GATEWAY, versions: ['v1', 'v1alpha2'] }),
  row('ListenerSet', 'listenersets', { group: GATEWAY }),
  row('BackendTLSPolicy', 'backendtlspolicies', { group: GATEWAY }),
  row('ReferenceGrant', 'referencegrants', { group: GATEWAY, versions: ['v1', 'v1beta1'] }),
  row('NetworkPolicy', 'networkpolicies', { group: NETWORKING }),
  row('HorizontalPodAutoscaler', 'horizontalpodautoscalers', { group: 'autoscaling', versions: ['v2'] }),
  row('PodDisruptionBudget', 'poddisruptionbudgets', { group: 'policy' }),
  row('ControllerRevision', 'controllerrevisions', { group: APPS, read: 'metadata' }),
  row('Endpoints', 'endpoints'),
  row('Event', 'events', { hasBookmarks: false }),
] as const satisfies readonly Omit<WatchedResource, 'kind'>[]

const byKind = new Map<string, WatchedResource>(WATCHED_RESOURCES.map((resource) => [resource.kind, resource]))

/** The row of a kind; `undefined` for a kind that is not watched. */
export function watchedResource(kind: string): WatchedResource | undefined {
  return byKind.get(kind)
}
