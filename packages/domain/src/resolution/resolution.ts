import type { ObjectKey } from '../kubernetes/object-key.ts'
import type { ServicePort } from '../kubernetes/service.ts'
import type { EndpointDisplayState } from '../services/endpoint-list.ts'
import type { EdgeState } from '../topology/topology.ts'
import type { Message } from './messages/message.ts'

/**
 * Whose rules were applied: the Ingress API as it is specified, ingress-nginx as it is built, or the Gateway API
 * (rules E.2, E.4, E.5).
 */
export type RoutingProfile = 'ingress' | 'ingress-nginx' | 'gateway'

/**
 * What is expected to happen to one request. Computed, never observed.
 *
 * Equal objects and an equal request give an equal answer. Lists are bounded: what was left out is counted.
 */
export interface Resolution {
  /** The request as it was understood, without credentials. */
  readonly request: UnderstoodRequest
  /** Who answers. Absent where nobody could be named, or several could and it is not said which. */
  readonly entry?: TrafficEntry
  readonly outcome: ResolutionOutcome
  /** The rule that decides; absent where none does, as with a default backend. */
  readonly winner?: RuleCandidate
  /** In the order of the rule; one with a share of 0 takes no traffic. */
  readonly backends: readonly ResolvedBackend[]
  /** The way in its order, as far as it goes. */
  readonly steps: readonly ResolutionStep[]
  /** Rules that could have answered: the winner first, then by how close they came. At most `MAX_CANDIDATES`. */
  readonly candidates: readonly RuleCandidate[]
  /** How many more candidates there are. */
  readonly candidatesLeftOut: number
  /** What the API or the rules leave open and this answer had to choose. Empty: nothing. */
  readonly ambiguities: readonly Message[]
  /** Entries that could answer as well, each with what it would say; which is reached depends on the address dialled. */
  readonly otherEntries: readonly EntryAnswer[]
}

/** How many candidates an answer lists, and how many endpoints each of its backends. */
export const MAX_CANDIDATES = 100
export const MAX_ENDPOINTS = 100

export interface UnderstoodRequest {
  readonly scheme: string
  /** Lower case, without port; an internationalised name in its ASCII form; an IPv6 address without brackets. */
  readonly host: string
  readonly port: number
  /** As sent: percent-encoded, never decoded. */
  readonly path: string
  /** With its `?`; empty where there is none. */
  readonly query: string
  readonly method: string
}

/** What receives the request first: the controller of some IngressClasses, or a Gateway. */
export interface TrafficEntry {
  readonly kind: 'ingress-controller' | 'gateway'
  readonly profile: RoutingProfile
  /** How a person names it: a controller (`k8s.io/ingress-nginx`), a class, or `namespace/name` of a Gateway. */
  readonly name: string
  /** IngressClasses, ascending; none for a Gateway or where no IngressClass says whose it is. */
  readonly classes: readonly string[]
  /** Of a Gateway. */
  readonly gateway?: ObjectKey
  /** Addresses its objects report, ascending. */
  readonly addresses: readonly string[]
}

export interface EntryAnswer {
  readonly entry: TrafficEntry
  readonly outcome: ResolutionOutcome
}

export type ResolutionOutcomeKind = 'backend' | 'redirect' | 'not-found' | 'unavailable' | 'error' | 'unknown'

export interface ResolutionOutcome {
  readonly kind: ResolutionOutcomeKind
  /** The HTTP status a client would see. Absent for a backend, which chooses its own, and where there is no HTTP answer. */
  readonly status?: number
  /** Of a redirect, as far as it can be computed. */
  readonly location?: string
  readonly message: Message
}

/** The stations of the way, in their order (rule E.1). */
export type ResolutionStepId =
  | 'entry'
  | 'host'
  | 'path'
  | 'tls'
  | 'filters'
  | 'backend'
  | 'endpoints'
  | 'policy'
  | 'outcome'

export type ResolutionStepState = 'ok' | 'fail' | 'unknown' | 'ambiguous'

export interface ResolutionStep {
  readonly id: ResolutionStepId
  readonly state: ResolutionStepState
  readonly message: Message
  readonly evidence: readonly FieldEvidence[]
}

/** Where a claim can be read. */
export interface FieldEvidence {
  readonly object: ObjectKey
  /** As in differences: `spec.rules[0].http.paths[1]`. Absent: the object as a whole, or its absence. */
  readonly field?: string
}

/**
 * How a rule fared. `lost`: it matches, and another goes first. `not-matched`: the request is not for it. `ignored`: whoever
 * answers does not take it. `undecided`: it cannot be told.
 */
export type RuleVerdict = 'won' | 'lost' | 'not-matched' | 'ignored' | 'undecided'

/** One rule that was considered: a path of an Ingress, or a match of a route. */
export interface RuleCandidate extends FieldEvidence {
  readonly field: string
  /** Absent: every host. */
  readonly host?: string
  /** Absent where the rule does not look at paths. */
  readonly path?: string
  readonly pathType?: string
  /** Further conditions as a person writes them: `method GET`, `header version: two`. */
  readonly conditions: readonly string[]
  /** Keys of what it leads to. */
  readonly backends: readonly ObjectKey[]
  readonly verdict: RuleVerdict
  readonly reason: Message
}

/** A backend of the deciding rule. */
export interface ResolvedBackend {
  readonly namespace: string
  /** Name of the Service, or `Kind/name` of what is none. */
  readonly service: string
  /** As the rule names it: number or name. Absent where it names none. */
  readonly port?: number | string
  /** The Service's port that is meant; absent where it is not there. */
  readonly servicePort?: Pick<ServicePort, 'name' | 'port' | 'protocol' | 'targetPort'>
  readonly role: BackendRole
  readonly weight: number
  /** Part of the traffic, 0 to 1. */
  readonly share: number
  readonly state: EdgeState
  /** What a client sees instead of this backend's own answer: 503 without endpoints, 500 where it is invalid. */
  readonly status?: number
  /** Absent where all is well. */
  readonly problem?: Message
  /** The ones that take traffic first, then by address. At most `MAX_ENDPOINTS`. */
  readonly endpoints: readonly ResolvedEndpoint[]
  /** Endpoints in all, and those that whoever answers would use. */
  readonly counts: { readonly total: number; readonly used: number }
}

/** `default`: of no rule. */
export type BackendRole = 'rule' | 'canary' | 'default'

/** One endpoint, down to the container that listens. */
export interface ResolvedEndpoint {
  readonly address: string
  /** The number that is dialled. Absent: this endpoint does not have the port. */
  readonly port?: number
  readonly slice?: ObjectKey
  readonly pod?: ObjectKey
  /** The container that declares the port; absent where none does, which hinders nothing. */
  readonly container?: string
  /** Name of the container's port. */
  readonly portName?: string
  readonly node?: string
  readonly state: EndpointDisplayState | 'external'
  /** Whoever answers sends traffic here. */
  readonly isUsed: boolean
  /** What NetworkPolicies say of the way here, where they were asked. */
  readonly policy?: PolicyVerdict
}

/** Whether NetworkPolicies let traffic of an entry pass to an endpoint (section I). */
export interface PolicyVerdict {
  readonly verdict: 'allowed' | 'denied' | 'unknown'
  /** The policies that decide. */
  readonly policies: readonly ObjectKey[]
}
