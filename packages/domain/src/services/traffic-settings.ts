import type { Occurrence } from '../endpoints/slice-union.ts'
import type { Snapshot } from '../history/snapshot.ts'
import { keyOf, type ObjectKey } from '../kubernetes/object-key.ts'
import type { Service, TrafficPolicy } from '../kubernetes/service.ts'

/** What decides, beside readiness, which endpoint a connection to a Service gets. */
export interface TrafficSettings {
  /** `none`: headless, or a DNS name. `other`: a label tells kube-proxy to leave the Service alone. */
  readonly proxy: 'kube-proxy' | 'other' | 'none'
  /** How kube-proxy works here: the API does not tell, but an Event may (rule A11). Only with `kube-proxy`. */
  readonly proxyMode?: 'unknown' | 'ipvs'
  /** The Event that proves the mode. */
  readonly proxyModeEvidence?: ObjectKey
  readonly internalTrafficPolicy?: TrafficPolicy
  /** Only where there is a way in from outside. */
  readonly externalTrafficPolicy?: TrafficPolicy
  readonly trafficDistribution?: string
  /** Annotation `service.kubernetes.io/topology-mode`; `Auto` overrules the distribution. */
  readonly topologyMode?: string
  /** Kube-proxy follows hints only where every ready endpoint has one: `incomplete` ones are ignored. */
  readonly hints: 'none' | 'zones' | 'nodes' | 'incomplete'
  /** `ClientIP` holds for kube-proxy only: behind an Ingress the client is the controller. */
  readonly sessionAffinity: 'None' | 'ClientIP'
  readonly sessionAffinitySeconds?: number
  readonly loadBalancerClass?: string
  /** Empty: everybody. */
  readonly loadBalancerSourceRanges: readonly string[]
  /** Endpoints are published whatever their Pods say. */
  readonly publishNotReadyAddresses: boolean
}

const OTHER_PROXY = 'service.kubernetes.io/service-proxy-name'
const TOPOLOGY_MODE = 'service.kubernetes.io/topology-mode'

/** Events about Nodes, which have no namespace, are told here. */
const NODE_EVENTS = 'default'

/**
 * Source: v1 ServiceSpec, discovery.k8s.io/v1 Endpoint.hints, rule D.6; Event `IPVSDeprecation` of kube-proxy, rule 0.3.
 *
 * @param endpoints of all slices of the Service
 */
export function trafficSettings(
  service: Service,
  endpoints: Iterable<Occurrence>,
  snapshot: Snapshot,
): TrafficSettings {
  const { metadata, spec } = service
  const { loadBalancerClass, loadBalancerSourceRanges, publishNotReadyAddresses, sessionAffinity } = spec
  const topologyMode = metadata.annotations[TOPOLOGY_MODE]
  const affinitySeconds = spec.sessionAffinityConfig?.clientIP.timeoutSeconds
  return {
    ...proxyOf(service, snapshot),
    ...(spec.trafficDistribution !== undefined && { trafficDistribution: spec.trafficDistribution }),
    ...(topologyMode !== undefined && { topologyMode }),
    hints: hintsOf(endpoints),
    sessionAffinity,
    ...(affinitySeconds !== undefined && { sessionAffinitySeconds: affinitySeconds }),
    ...(loadBalancerClass !== undefined && { loadBalancerClass }),
    loadBalancerSourceRanges,
    publishNotReadyAddresses,
  }
}

type ProxySettings = Pick<
  TrafficSettings,
  'proxy' | 'proxyMode' | 'proxyModeEvidence' | 'internalTrafficPolicy' | 'externalTrafficPolicy'
>

function proxyOf({ metadata, spec }: Service, snapshot: Snapshot): ProxySettings {
  if (spec.type === 'ExternalName' || spec.clusterIP === 'None') return { proxy: 'none' }
  const { externalIPs, externalTrafficPolicy, internalTrafficPolicy, type } = spec
  const isOpen = type !== 'ClusterIP' || externalIPs.length > 0
  const policies = { internalTrafficPolicy, ...(isOpen && { externalTrafficPolicy }) }
  if (metadata.labels[OTHER_PROXY] !== undefined) return { proxy: 'other', ...policies }
  const evidence = ipvsEvent(snapshot)
  const mode = evidence === undefined ? 'unknown' : 'ipvs'
  return { proxy: 'kube-proxy', proxyMode: mode, ...(evidence && { proxyModeEvidence: evidence }), ...policies }
}

function ipvsEvent(snapshot: Snapshot): ObjectKey | undefined {
  for (const event of snapshot.ofKind('Event', NODE_EVENTS)) {
    if (event.reason === 'IPVSDeprecation') return keyOf(event)
  }
  return undefined
}

function hintsOf(endpoints: Iterable<Occurrence>): TrafficSettings['hints'] {
  let [ready, zones, nodes] = [0, 0, 0]
  for (const { endpoint, state } of endpoints) {
    if (state !== 'ready') continue
    ready++
    if (endpoint.hints && endpoint.hints.forZones.length > 0) zones++
    if (endpoint.hints && endpoint.hints.forNodes.length > 0) nodes++
  }
  if (zones === 0 && nodes === 0) return 'none'
  if (nodes === ready) return 'nodes'
  return zones === ready ? 'zones' : 'incomplete'
}
