import type { Snapshot } from '../history/snapshot.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { GatewayRoute } from '../kubernetes/routes.ts'
import type { ObjectOfKind, WatchedObject } from '../kubernetes/watched-object.ts'
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from '../kubernetes/workloads.ts'
import type { NodeFacts } from './node-facts.ts'
import { gatewayFacts, gatewayHealth, listenerFacts } from './nodes/gateway-node.ts'
import { ingressClassFacts, ingressFacts } from './nodes/ingress-node.ts'
import { machineFacts, machineHealth } from './nodes/machine-node.ts'
import { podFacts, podHealth } from './nodes/pod-node.ts'
import { referrerHealth } from './nodes/referrer-health.ts'
import { serviceNode } from './nodes/service-node.ts'
import { sliceFacts, sliceHealth } from './nodes/slice-node.ts'
import { workloadFacts, workloadHealth } from './nodes/workload-node.ts'
import type { ObservedNode, TopologyEdge, TopologyNode } from './topology.ts'

/** What a node says beside who it is. */
type NodeContent<Kind extends keyof NodeFacts> = Pick<ObservedNode<Kind>, 'health' | 'facts'>

/** @param edges every edge the object is the source of; they decide the health of one that only refers to others */
type ContentOf<Kind extends WatchedKind> = (
  object: ObjectOfKind<Kind>,
  edges: readonly TopologyEdge[],
  snapshot: Snapshot,
) => NodeContent<Kind>

const workload = (object: Deployment | ReplicaSet | StatefulSet | DaemonSet) => {
  const facts = workloadFacts(object)
  return { health: workloadHealth(facts), facts }
}

const route = ({ spec }: GatewayRoute, edges: readonly TopologyEdge[]) => ({
  health: referrerHealth(edges),
  facts: { hostnames: 'hostnames' in spec ? spec.hostnames : [] },
})

const CONTENT: { readonly [Kind in WatchedKind]?: ContentOf<Kind> } = {
  Ingress: (ingress, edges) => ({ health: referrerHealth(edges), facts: ingressFacts(ingress) }),
  IngressClass: (ingressClass) => ({ health: 'ok', facts: ingressClassFacts(ingressClass) }),
  HTTPRoute: route,
  GRPCRoute: route,
  TLSRoute: route,
  TCPRoute: route,
  UDPRoute: route,
  Gateway: (gateway, edges) => ({ health: gatewayHealth(gateway, edges), facts: gatewayFacts(gateway) }),
  ListenerSet: ({ spec }, edges) => ({ health: referrerHealth(edges), facts: { listeners: listenerFacts(spec) } }),
  GatewayClass: ({ spec }) => ({ health: 'ok', facts: { controller: spec.controllerName } }),
  Service: (service, _edges, snapshot) => serviceNode(service, snapshot),
  EndpointSlice: (slice) => ({ health: sliceHealth(slice), facts: sliceFacts(slice) }),
  Pod: (pod) => ({ health: podHealth(pod), facts: podFacts(pod) }),
  Node: (node) => ({ health: machineHealth(node), facts: machineFacts(node) }),
  Deployment: workload,
  ReplicaSet: workload,
  StatefulSet: workload,
  DaemonSet: (daemonSet) => {
    const facts = workloadFacts(daemonSet)
    const { hostNetwork, nodeSelector } = daemonSet.derived
    return { health: workloadHealth(facts), facts: { ...facts, nodeSelector, hostNetwork } }
  },
  HorizontalPodAutoscaler: ({ spec, status }, edges) => ({
    health: referrerHealth(edges),
    facts: {
      minReplicas: spec.minReplicas,
      maxReplicas: spec.maxReplicas,
      currentReplicas: status.currentReplicas,
      desiredReplicas: status.desiredReplicas,
    },
  }),
  NetworkPolicy: ({ spec }) => ({ health: 'ok', facts: { policyTypes: spec.policyTypes } }),
  PodDisruptionBudget: ({ status }) => ({ health: 'ok', facts: { disruptionsAllowed: status.disruptionsAllowed } }),
}

/**
 * The node of an object that is there.
 *
 * @param edges every edge that the object is the source of
 */
export function observedNode(object: WatchedObject, edges: readonly TopologyEdge[], snapshot: Snapshot): TopologyNode {
  const { name, namespace, uid } = object.metadata
  const contentOf = CONTENT[object.kind] as ContentOf<WatchedKind> | undefined
  return {
    key: keyOf(object),
    kind: object.kind,
    ...(namespace !== undefined && { namespace }),
    name,
    uid,
    presence: 'observed',
    ...(contentOf?.(object, edges, snapshot) ?? { health: referrerHealth(edges), facts: {} }),
  } as TopologyNode
}
