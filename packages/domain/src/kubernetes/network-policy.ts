import type { KubernetesObject } from './metadata.ts'
import type { LabelSelector } from './selector.ts'

/** networking.k8s.io/v1 NetworkPolicy, its whole `spec`. */
export interface NetworkPolicy extends KubernetesObject<'NetworkPolicy'> {
  readonly spec: NetworkPolicySpec
}

export type PolicyType = 'Ingress' | 'Egress'

export interface NetworkPolicySpec {
  /** Always present; absent in the API means `{}`: every Pod of the namespace (rule I.1.1). */
  readonly podSelector: LabelSelector
  /** Always present and sorted; absent in the API means `Ingress`, plus `Egress` where there are egress rules (I.1.2). */
  readonly policyTypes: readonly PolicyType[]
  readonly ingress: readonly NetworkPolicyIngressRule[]
  readonly egress: readonly NetworkPolicyEgressRule[]
}

/** Empty lists do not restrict: `{ from: [], ports: [] }` allows everything. */
export interface NetworkPolicyIngressRule {
  readonly from: readonly NetworkPolicyPeer[]
  readonly ports: readonly NetworkPolicyPort[]
}

/** Empty lists do not restrict: `{ to: [], ports: [] }` allows everything. */
export interface NetworkPolicyEgressRule {
  readonly to: readonly NetworkPolicyPeer[]
  readonly ports: readonly NetworkPolicyPort[]
}

/** `ipBlock` excludes the other two; both selectors in one peer must hold (I.1.7). */
export interface NetworkPolicyPeer {
  readonly podSelector?: LabelSelector
  readonly namespaceSelector?: LabelSelector
  readonly ipBlock?: { readonly cidr: string; readonly except: readonly string[] }
}

export interface NetworkPolicyPort {
  /** Always present; the API defaults it to `TCP` (NetworkPolicyPort.protocol). */
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
  /** A Pod's port number or container port name; absent: every port of the protocol. */
  readonly port?: number | string
  /** Inclusive; only with a numeric `port`. */
  readonly endPort?: number
}
