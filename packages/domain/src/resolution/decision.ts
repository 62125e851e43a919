import type { Message } from './messages/message.ts'
import type { BackendRole, FieldEvidence, ResolutionStep, RuleCandidate } from './resolution.ts'

/** What the rules of an entry say of a request, before anyone looks at endpoints. */
export interface Decision {
  /** From the host to the filters. */
  readonly steps: readonly ResolutionStep[]
  readonly winner?: RuleCandidate
  readonly candidates: readonly RuleCandidate[]
  readonly candidatesLeftOut: number
  readonly ambiguities: readonly Message[]
  readonly ending: Ending
}

/** Where the rules end. */
export type Ending =
  | { readonly kind: 'backends'; readonly backends: readonly BackendChoice[] }
  | { readonly kind: 'redirect'; readonly status: number; readonly location: string }
  | { readonly kind: 'not-found' }
  /** No status: no connection. */
  | { readonly kind: 'error'; readonly status?: number; readonly message: Message }
  | { readonly kind: 'unknown'; readonly message: Message }

/** A backend that a rule names. */
export interface BackendChoice {
  readonly namespace: string
  /** Name of a Service, or another kind of object that the controller has to know. */
  readonly target: { readonly service: string } | { readonly kind: string; readonly name: string }
  readonly port?: number | string
  readonly role: BackendRole
  readonly weight: number
  /** Part of the traffic, 0 to 1. */
  readonly share: number
  readonly evidence: FieldEvidence
  /** The Service's own address is dialled, not its endpoints. */
  readonly isThroughService?: boolean
  /** The Service, in the same namespace, that stands in where this one has no ready endpoint. */
  readonly standIn?: string
  /** Why the rule may not lead there; what else is wrong with the Service is found out later. */
  readonly refusal?: { readonly problem: Message; readonly isCertain: boolean }
}
