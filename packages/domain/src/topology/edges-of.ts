import type { Snapshot } from '../history/snapshot.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { ingressClassControllerEdges, ingressControllerEdges } from './relations/controllers.ts'
import { defaultBackendEdges } from './relations/default-backend.ts'
import { gatewayClassEdges } from './relations/gateway-class.ts'
import { gatewayControllerEdges } from './relations/gateway-data-plane.ts'
import { gatewayRouteEdges } from './relations/gateway-routes.ts'
import { controllerHostFrontEdges, podHostFrontEdges } from './relations/host-fronts.ts'
import { ingressClassEdges } from './relations/ingress-class.ts'
import { ingressRouteEdges } from './relations/ingress-routes.ts'
import { ownerEdges } from './relations/owners.ts'
import { podNodeEdges } from './relations/pod-node.ts'
import { disruptionBudgetEdges, policyPodEdges } from './relations/policy-pods.ts'
import { publishedFrontEdges } from './relations/published-fronts.ts'
import { listenerSetParentEdges, routeParentEdges } from './relations/route-parents.ts'
import { scaleTargetEdges } from './relations/scale-target.ts'
import { selectedPodEdges } from './relations/selected-pods.ts'
import { serviceAliasEdges, serviceFrontEdges } from './relations/service-fronts.ts'
import { serviceSliceEdges } from './relations/service-slices.ts'
import { sliceEndpointEdges } from './relations/slice-endpoints.ts'
import type { TopologyEdge } from './topology.ts'

/**
 * The edges one object gives rise to. It is their source, but for `slice`, whose source is the Service that the slice tells
 * of, and for `front`, whose source is an address or a node port.
 */
export function edgesOf(object: WatchedObject, snapshot: Snapshot): TopologyEdge[] {
  return [...entryEdgesOf(object, snapshot), ...endpointEdgesOf(object, snapshot)]
}

/**
 * Of `edgesOf` those up to the Services, at the cost of no look at Pods. What an Ingress or a Gateway is published under is not
 * among them: it is in the facts of its node.
 */
export function entryEdgesOf(object: WatchedObject, snapshot: Snapshot): TopologyEdge[] {
  switch (object.kind) {
    case 'Ingress':
      return [
        ...ingressRouteEdges(object, snapshot),
        ...defaultBackendEdges(object, snapshot),
        ...ingressClassEdges(object, snapshot),
        ...ingressControllerEdges(object, snapshot),
      ]
    case 'IngressClass':
      return ingressClassControllerEdges(object, snapshot)
    case 'HTTPRoute':
    case 'GRPCRoute':
    case 'TLSRoute':
    case 'TCPRoute':
    case 'UDPRoute':
      return [...gatewayRouteEdges(object, snapshot), ...routeParentEdges(object, snapshot)]
    case 'Gateway':
      return [...gatewayClassEdges(object, snapshot), ...gatewayControllerEdges(object, snapshot)]
    case 'ListenerSet':
      return listenerSetParentEdges(object, snapshot)
    case 'Service':
      return [...serviceAliasEdges(object), ...serviceFrontEdges(object, snapshot)]
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
      return controllerHostFrontEdges(object, snapshot)
    default:
      return []
  }
}

function endpointEdgesOf(object: WatchedObject, snapshot: Snapshot): TopologyEdge[] {
  switch (object.kind) {
    case 'Ingress':
    case 'Gateway':
      return publishedFrontEdges(object, snapshot)
    case 'Service':
      return selectedPodEdges(object, snapshot)
    case 'EndpointSlice':
      return [...serviceSliceEdges(object, snapshot), ...sliceEndpointEdges(object, snapshot)]
    case 'Pod':
      return [...podNodeEdges(object, snapshot), ...ownerEdges(object, snapshot), ...podHostFrontEdges(object)]
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet':
    case 'DaemonSet':
      return ownerEdges(object, snapshot)
    case 'HorizontalPodAutoscaler':
      return scaleTargetEdges(object, snapshot)
    case 'NetworkPolicy':
      return policyPodEdges(object, snapshot)
    case 'PodDisruptionBudget':
      return disruptionBudgetEdges(object, snapshot)
    default:
      return []
  }
}
