import type { ObjectKey } from '../kubernetes/object-key.ts'
import type { RequestIndex } from './request-index.ts'
import type { PolicyVerdict, RoutingProfile, TrafficEntry } from './resolution.ts'

/** A request somebody wants explained. */
export interface ResolutionRequest {
  /** As typed; without a scheme `http` is meant. See `parseRequestUrl` for what is refused. */
  readonly url: string
  /** Default `GET`. */
  readonly method?: string
  /** In their order. A `Host` header names the host, and the URL then only whom to dial. */
  readonly headers?: readonly RequestHeader[]
  /** `namespace/name` of the Gateway that is dialled. */
  readonly gateway?: string
  /** The IngressClass whose controller is dialled. */
  readonly ingressClass?: string
  /** Apply these rules, whoever answers. */
  readonly profile?: RoutingProfile
}

export interface RequestHeader {
  readonly name: string
  readonly value: string
}

/** What a resolution may use beside the snapshot. */
export interface ResolutionOptions {
  /** Of the same snapshot; made on the spot where absent, at the cost of a look at every rule. */
  readonly index?: RequestIndex
  /** Absent: regular expressions that are more than text leave the answer open. */
  readonly matchRegex?: MatchRegex
  /** Absent: the step says that policies were not asked. */
  readonly checkPolicy?: CheckPolicy
}

/**
 * Match a pattern from the cluster against a text of at most 8 KiB, anywhere in it, in time linear in both.
 *
 * @returns the groups with the whole match first, `undefined` for no match, `unsupported` where the engine does not know the
 * syntax: the pattern may match all the same
 */
export type MatchRegex = (
  pattern: string,
  text: string,
  options: { readonly ignoreCase: boolean },
) => readonly (string | undefined)[] | undefined | 'unsupported'

/** Ask whether what runs an entry may connect to a Pod. */
export type CheckPolicy = (way: PolicyWay) => PolicyVerdict

export interface PolicyWay {
  readonly entry: TrafficEntry
  readonly pod: ObjectKey
  readonly port: number
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
}
