import type { StoredObject } from '../../api-server/stored-object.ts'
import type { ConditionStatus } from './pod.ts'

/** Source: core/v1 Node. */
export interface Node extends StoredObject {
  spec: { podCIDR: string; podCIDRs: string[]; providerID?: string; unschedulable?: boolean; taints?: Taint[] }
  status: NodeStatus
}

export type Taint = {
  key: string
  value?: string
  effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'
  timeAdded?: string
}

export type NodeStatus = {
  capacity: Record<string, string>
  allocatable: Record<string, string>
  conditions: NodeCondition[]
  addresses: { type: string; address: string }[]
  daemonEndpoints: { kubeletEndpoint: { Port: number } }
  nodeInfo: Record<string, string>
  images?: { names: string[]; sizeBytes: number }[]
}

export type NodeCondition = {
  type: string
  status: ConditionStatus
  lastHeartbeatTime: string
  lastTransitionTime: string
  reason: string
  message: string
}

/** Source: core/v1 Namespace. */
export interface Namespace extends StoredObject {
  spec: { finalizers: string[] }
  status: { phase: 'Active' | 'Terminating' }
}

/** Source: core/v1 Event, written either the old way (`source`, `count`) or the new (`eventTime`, `series`). */
export interface KubernetesEvent extends StoredObject {
  involvedObject: ObjectReference
  reason: string
  message: string
  type: 'Normal' | 'Warning'
  source: { component?: string; host?: string }
  firstTimestamp: string | null
  lastTimestamp: string | null
  count?: number
  eventTime: string | null
  series?: { count: number; lastObservedTime: string }
  action?: string
  reportingComponent: string
  reportingInstance: string
}

export type ObjectReference = {
  kind: string
  namespace?: string
  name: string
  uid: string
  apiVersion: string
  resourceVersion?: string
  fieldPath?: string
}

/** The first address a Node is reached at from inside; absent on a Node without one. */
export const internalAddressOf = (node: Node): string | undefined =>
  node.status.addresses.find(({ type }) => type === 'InternalIP')?.address

/** Whether the Node's kubelet reported `Ready`. */
export const isNodeReady = (node: Node): boolean =>
  node.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True')
