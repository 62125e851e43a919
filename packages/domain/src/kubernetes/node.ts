import type { ApiTime, Condition, KubernetesObject } from './metadata.ts'

/** v1 Node: of its labels zone, region, hostname, load balancer exclusion, and those the user asked for. */
export interface Node extends KubernetesObject<'Node'> {
  readonly spec: NodeSpec
  readonly status: NodeStatus
}

export interface NodeSpec {
  /** Default false. */
  readonly unschedulable: boolean
  /** Sorted by key and effect. */
  readonly taints: readonly Taint[]
  readonly podCIDRs: readonly string[]
  readonly providerID?: string
}

export interface Taint {
  readonly key: string
  readonly value?: string
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'
  readonly timeAdded?: ApiTime
}

export interface NodeStatus {
  /** In the API's order: the first address of a type is the one to use. */
  readonly addresses: readonly NodeAddress[]
  /** Sorted by type; without heartbeat times and messages. */
  readonly conditions: readonly Condition[]
  readonly nodeInfo: { readonly kubeletVersion?: string; readonly containerRuntimeVersion?: string }
}

export interface NodeAddress {
  readonly type: string
  readonly address: string
}
