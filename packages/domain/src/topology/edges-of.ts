import type { Snapshot } from '../history/snapshot.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { defaultBackendEdges } from './relations/default-backend.ts'
import { gatewayClassEdges } from './relations/gateway-class.ts'
import { gatewayRouteEdges } from './relations/gateway-routes.ts'
import { ingressClassEdges } from './relations/ingress-class.ts'
import { ingressRouteEdges } from './relations/ingress-routes.ts'
import { ownerEdges } from './relations/owners.ts'
import { podNodeEdges } from './relations/pod-node.ts'
import { policyPodEdges } from './relations/policy-pods.ts'
import { listenerSetParentEdges, routeParentEdges } from './relations/route-parents.ts'
import { scaleTargetEdges } from './relations/scale-target.ts'
import { selectedPodEdges } from './relations/selected-pods.ts'
import { serviceSliceEdges } from './relations/service-slices.ts'
import { sliceEndpointEdges } from './relations/slice-endpoints.ts'
import type { TopologyEdge } from './topology.ts'

/**
 * The edges one object gives rise to. It is their source, but for `slice`: there the Service is, and the slice tells of it.
 */
export function edgesOf(object: WatchedObject, snapshot: Snapshot): TopologyEdge[] {
  switch (object.kind) {
    case 'Ingress':
      return [
        ...ingressRouteEdges(object, snapshot),
        ...defaultBackendEdges(object, snapshot),
        ...ingressClassEdges(object, snapshot),
      ]
    case 'HTTPRoute':
    case 'GRPCRoute':
    case 'TLSRoute':
    case 'TCPRoute':
    case 'UDPRoute':
      return [...gatewayRouteEdges(object, snapshot), ...routeParentEdges(object, snapshot)]
    case 'Gateway':
      return gatewayClassEdges(object, snapshot)
    case 'ListenerSet':
      return listenerSetParentEdges(object, snapshot)
    case 'Service':
      return selectedPodEdges(object, snapshot)
    case 'EndpointSlice':
      return [...serviceSliceEdges(object, snapshot), ...sliceEndpointEdges(object, snapshot)]
    case 'Pod':
      return [...podNodeEdges(object, snapshot), ...ownerEdges(object, snapshot)]
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet':
    case 'DaemonSet':
      return ownerEdges(object, snapshot)
    case 'HorizontalPodAutoscaler':
      return scaleTargetEdges(object, snapshot)
    case 'NetworkPolicy':
      return policyPodEdges(object, snapshot)
    default:
      return []
  }
}
