import type { EndpointIdentity } from '../endpoints/ledger-types.ts'
import type { KubernetesObject } from './metadata.ts'

/**
 * discovery.k8s.io/v1 EndpointSlice: a part of a Service's endpoints.
 *
 * `metadata` has no `generation` (it rises on label changes too) and only the labels that say whose slice it is.
 * `ports` are sorted by name and protocol, `endpoints` by identity: the API promises no order of either.
 */
export interface EndpointSlice extends KubernetesObject<'EndpointSlice'> {
  readonly addressType: AddressType
  readonly ports: readonly EndpointPort[]
  readonly endpoints: readonly Endpoint[]
}

/** `FQDN` is deprecated and ignored by kube-proxy. */
export type AddressType = 'IPv4' | 'IPv6' | 'FQDN'

export interface EndpointPort {
  /** `''` for an unnamed port. */
  readonly name: string
  /** Absent: every port; kube-proxy ignores such an entry (rule D.4.9). */
  readonly port?: number
  /** Always present; default `TCP` (EndpointPort.protocol). */
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
  readonly appProtocol?: string
}

export interface Endpoint {
  /** Consumers use the first only (rule D.4.6). */
  readonly addresses: readonly string[]
  readonly conditions: EndpointConditions
  readonly hostname?: string
  readonly nodeName?: string
  readonly zone?: string
  readonly targetRef?: EndpointTarget
  readonly hints?: EndpointHints
}

/** As written: an absent (or null) condition was not reported. Read them through `isReady`, `isServing`, `isTerminating`. */
export interface EndpointConditions {
  readonly ready?: boolean
  readonly serving?: boolean
  readonly terminating?: boolean
}

/** The object behind an endpoint, without its resourceVersion, which changes without meaning. */
export interface EndpointTarget {
  readonly kind: string
  readonly namespace?: string
  readonly name: string
  readonly uid?: string
}

/** Which zones or nodes should prefer this endpoint; both sorted by name. */
export interface EndpointHints {
  readonly forZones: readonly { readonly name: string }[]
  readonly forNodes: readonly { readonly name: string }[]
}

/** Absent `ready` means true (discovery.k8s.io/v1 EndpointConditions, rule D.5). */
export const isReady = (endpoint: Endpoint): boolean => endpoint.conditions.ready ?? true

/** Absent `serving` means true: the 1.36 types and kube-proxy, against older wording (rules 0.4 and D.5). */
export const isServing = (endpoint: Endpoint): boolean => endpoint.conditions.serving ?? true

/** Absent `terminating` means false (discovery.k8s.io/v1 EndpointConditions, rule D.5). */
export const isTerminating = (endpoint: Endpoint): boolean => endpoint.conditions.terminating ?? false

/** Who an endpoint is, over all slices of its Service: `targetRef.uid`, else `addressType|address` (rule H.1). */
export function endpointIdentity(slice: { readonly addressType: AddressType }, endpoint: Endpoint): EndpointIdentity {
  return endpoint.targetRef?.uid ?? `${slice.addressType}|${endpoint.addresses[0] ?? ''}`
}
