import type { ControllerConfidence, ControllerEvidence } from '../controllers/controller-candidates.ts'
import type { EndpointState } from '../endpoints/ledger-types.ts'
import type { EndpointHints, EndpointPort } from '../kubernetes/endpoint-slice.ts'
import type { IngressPath } from '../kubernetes/ingress.ts'
import type { ObjectKey } from '../kubernetes/object-key.ts'
import type { GRPCRouteMatch, HTTPRouteMatch } from '../kubernetes/routes.ts'
import type { NodeCounts } from '../services/answering-nodes.ts'
import type { Exposure } from '../services/exposure.ts'
import type { AddressHolder } from './address-book.ts'

/** A relation that says everything by its ends. */
export type NoFacts = Readonly<Record<string, never>>

/** What an edge of each relation carries beside its ends and state. */
export interface EdgeFacts {
  /** A rule of an Ingress, or of a route, that leads to a backend. */
  readonly route: IngressRouteFacts | GatewayRouteFacts
  /** Where an Ingress sends what no rule matches. */
  readonly 'default-backend': BackendFacts
  /** A route's, or a ListenerSet's, reference to what it attaches to. */
  readonly parent: ParentFacts
  /** The class of an Ingress or a Gateway. */
  readonly class: ClassFacts
  /** What runs the controller of a class, of an Ingress or of a Gateway, and the Services in front of it. */
  readonly controller: ControllerFacts
  /** A way in from outside: from an address or a node port to a Service, a Pod, a controller, an Ingress or a Gateway. */
  readonly front: FrontFacts
  /** The DNS name that an ExternalName Service stands for; whether it resolves nobody here knows. */
  readonly alias: NoFacts
  /** A Service's slice. */
  readonly slice: NoFacts
  /** What a slice says of one endpoint: the truth of what receives traffic. */
  readonly endpoint: EndpointFacts
  /** The controller of an object. */
  readonly owner: NoFacts
  /** Where a Pod runs. */
  readonly node: NoFacts
  /** A Pod that a Service's selector matches. Explains, and never says that it receives traffic. */
  readonly selects: SelectsFacts
  /** What an autoscaler scales. */
  readonly scales: ScaleFacts
  /** A Pod that a NetworkPolicy or a PodDisruptionBudget applies to. */
  readonly policy: PolicyFacts
}

/** A backend's port as the rule names it: the Service's port, by number or name; absent for a backend without ports. */
export interface BackendFacts extends DiallingFacts {
  readonly port?: number | string
  /** What is missing, where the state is `missing`. */
  readonly absent?: 'object' | 'port'
}

/** One path of one rule of an Ingress (networking.k8s.io/v1 HTTPIngressPath). */
export interface IngressRouteFacts extends BackendFacts {
  /** Absent: every host. */
  readonly host?: string
  readonly path?: string
  readonly pathType: IngressPath['pathType']
  /** `spec.tls` covers the host. */
  readonly tls: boolean
}

/** What is known of how the controller of an Ingress dials a backend (rules D.1.3 and A.1). */
export interface DiallingFacts {
  /**
   * The Service is only looked up, and the addresses in its slices are dialled: its cluster IP and its proxy carry nothing.
   * Absent where the controller is not known.
   */
  readonly isDiscoveryOnly?: boolean
  /** How endpoints are chosen, as an annotation says: `load-balance=ewma`; the controller's default where none does. */
  readonly balancing?: string
  /** The port is not one of the API's, but the controller takes it: its `targetPort` is equal. */
  readonly isTolerated?: true
}

/** One match and one backend of one rule of a route. */
export interface GatewayRouteFacts extends BackendFacts {
  /** Empty: every hostname of the listener. */
  readonly hostnames: readonly string[]
  /** Only of an HTTPRoute. */
  readonly path?: string
  readonly pathType?: HTTPRouteMatch['path']['type']
  /** The whole match as written; absent where a rule has none. */
  readonly match?: HTTPRouteMatch | GRPCRouteMatch
  readonly weight: number
  /** Weight over the sum of the rule's weights; 0 where that sum is 0. */
  readonly share: number
  /** The backend is in another namespace and no ReferenceGrant there allows it: implementations answer 500. */
  readonly refused?: 'no-reference-grant'
  /** The ReferenceGrant that lets it into another namespace. */
  readonly grantedBy?: ObjectKey
}

export interface ParentFacts {
  /** Name of the listener asked for; absent: every listener. */
  readonly sectionName?: string
  /** Port of the listeners asked for; absent: every port. */
  readonly port?: number
  /** Names of the listeners that this reference selects; attachment may be refused by other rules. */
  readonly listeners: readonly string[]
  /** `Accepted` as the first controller that reports on this reference says. */
  readonly accepted?: 'True' | 'False' | 'Unknown'
  readonly reason?: string
  /** Absent where the parent is not there, or its kind has no listeners; else one entry per listener asked for. */
  readonly attachments?: readonly ListenerAttachment[]
}

/** Whether a route is on one listener: as its controller currently says, else by rule D.8. */
export interface ListenerAttachment {
  readonly listener: string
  readonly verdict: 'attached' | 'refused' | 'no-shared-hostname'
  /** Of an attached one: the hosts it shares with the listener; `''` is every host. */
  readonly hostnames?: readonly string[]
  /** Who says so. */
  readonly by: 'controller' | 'rule'
  readonly why?: string
}

export interface ControllerFacts {
  /** `data-plane`: it takes the requests. `service`: clients reach the data plane through it. */
  readonly role: 'data-plane' | 'service'
  /** `inferred` is likely and never certain, and the edge is `ambiguous` then. */
  readonly confidence: ControllerConfidence
  /** Points of rule D.2, certain from 100 on; absent where something else says it. */
  readonly score?: number
  readonly evidence: readonly (ControllerEvidence | FurtherEvidence)[]
  /** Of a data plane: its Pods. */
  readonly pods?: { readonly ready: number; readonly total: number }
}

/**
 * - `publish-service`: the flag names the Service. `selector`: the Service selects its Pods and targets its ports.
 * - `ingress-class`: the flag is what the annotation of the Ingress says. `without-class`: it takes Ingresses that name none.
 * - `gateway-name`: the label that GEP-1762 gives to what a Gateway is made of.
 */
export type FurtherEvidence = 'publish-service' | 'selector' | 'ingress-class' | 'without-class' | 'gateway-name'

export type FrontFacts = ServiceFrontFacts | HostFrontFacts | PublishedFrontFacts

/** Of a Service: one entry of its exposure, whose address is the edge's source. */
export interface ServiceFrontFacts extends Omit<Exposure, 'address' | 'via'> {
  readonly via: 'NodePort' | 'LoadBalancer' | 'externalIPs'
  /** Nodes that answer; absent where Nodes are not observed. */
  readonly nodes?: NodeCounts
}

/** A port of a node on which a Pod itself listens: of its own network, or by a port of its container. */
export interface HostFrontFacts {
  readonly via: 'hostNetwork' | 'hostPort'
  readonly port: number
  readonly protocol: string
  readonly node?: string
  /** `declared` by a container; set by a `flag` of the controller, or what that flag is unless it is set. */
  readonly source: 'declared' | 'flag' | 'flag-default'
  /** `default-server`: the controller's own answer to what it has no rule for. */
  readonly purpose?: 'http' | 'https' | 'default-server'
}

/** An address that an Ingress or a Gateway says it is published under, with whoever has the same one (rule D.1.6). */
export interface PublishedFrontFacts {
  readonly via: 'status'
  readonly matches: readonly AddressMatch[]
}

export interface AddressMatch extends AddressHolder {
  /** Of a Node: Ready Pods on it that look like an Ingress controller. */
  readonly controllers?: readonly ObjectKey[]
}

export interface ClassFacts {
  /** `annotation`: `kubernetes.io/ingress.class`, which controllers compare with a constant: no reference (rule D.2). */
  readonly by: 'spec' | 'annotation'
}

export interface EndpointFacts {
  /** Normalised conditions: absent ones have the API's defaults (rule D.5). */
  readonly ready: boolean
  readonly serving: boolean
  readonly terminating: boolean
  readonly state: EndpointState
  readonly addresses: readonly string[]
  readonly ports: readonly EndpointPort[]
  readonly node?: string
  readonly zone?: string
  /** The name it has under the Service's: `<hostname>.<service>.<namespace>.svc`. */
  readonly hostname?: string
  /** Which zones or nodes should prefer it. */
  readonly hints?: EndpointHints
  /** Of an endpoint without a target: a Pod of the namespace that has its address, which proves nothing. */
  readonly samePodIp?: ObjectKey
  /** Of the Pod, where it is known. */
  readonly revision?: string
  /** `targetRef.uid`: the Pod that is meant; another uid under the same name is another Pod. */
  readonly uid?: string
}

export interface ScaleFacts {
  readonly minReplicas: number
  readonly maxReplicas: number
}

/** A Pod that a selector matches is in a slice only if nothing keeps it out (rules D.3 and D.4.10). */
export interface SelectsFacts {
  /** Each port of the Service as this Pod resolves it. */
  readonly ports: readonly ResolvedPort[]
  /** Why the Pod is in no slice. */
  readonly keptOut?: 'terminal' | 'no-address' | 'no-node'
}

export interface ResolvedPort {
  readonly port: number
  readonly targetPort: number | string
  /** Absent: no container of this Pod names such a port, and its slice leaves it out. */
  readonly containerPort?: number
}

export type PolicyFacts = NetworkPolicyFacts | DisruptionFacts

export interface NetworkPolicyFacts {
  readonly policyTypes: readonly ('Ingress' | 'Egress')[]
}

/** policy/v1 PodDisruptionBudget: how many of the Pods evictions must leave. */
export interface DisruptionFacts {
  readonly disruptionsAllowed: number
}
