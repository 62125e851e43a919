import type { EndpointState } from '../endpoints/ledger-types.ts'
import type { EndpointPort } from '../kubernetes/endpoint-slice.ts'
import type { IngressPath } from '../kubernetes/ingress.ts'
import type { GRPCRouteMatch, HTTPRouteMatch } from '../kubernetes/routes.ts'

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
  /** A Service's slice. */
  readonly slice: NoFacts
  /** What a slice says of one endpoint: the truth of what receives traffic. */
  readonly endpoint: EndpointFacts
  /** The controller of an object. */
  readonly owner: NoFacts
  /** Where a Pod runs. */
  readonly node: NoFacts
  /** A Pod that a Service's selector matches. Explains, and never says that it receives traffic. */
  readonly selects: NoFacts
  /** What an autoscaler scales. */
  readonly scales: ScaleFacts
  /** A Pod that a NetworkPolicy applies to. */
  readonly policy: PolicyFacts
}

/** A backend's port as the rule names it: the Service's port, by number or name; absent for a backend without ports. */
export interface BackendFacts {
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
  /** Of the Pod, where it is known. */
  readonly revision?: string
  /** `targetRef.uid`: the Pod that is meant; another uid under the same name is another Pod. */
  readonly uid?: string
}

export interface ScaleFacts {
  readonly minReplicas: number
  readonly maxReplicas: number
}

export interface PolicyFacts {
  readonly policyTypes: readonly ('Ingress' | 'Egress')[]
}
