import type { KubernetesObject } from './metadata.ts'

/** v1 Endpoints: the deprecated view, for comparison with the slices only (EPS-005). */
export interface Endpoints extends KubernetesObject<'Endpoints'> {
  readonly subsets: readonly EndpointSubset[]
}

/** Addresses are sorted by ip and target, ports by name and protocol. */
export interface EndpointSubset {
  readonly addresses: readonly EndpointsAddress[]
  readonly notReadyAddresses: readonly EndpointsAddress[]
  readonly ports: readonly EndpointsPort[]
}

export interface EndpointsAddress {
  readonly ip: string
  readonly nodeName?: string
  readonly targetRef?: { readonly uid: string }
}

export interface EndpointsPort {
  /** `''` for an unnamed port. */
  readonly name: string
  readonly port: number
  /** Always present; default `TCP` (v1 EndpointPort.protocol). */
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
  readonly appProtocol?: string
}
