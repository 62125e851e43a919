import type { Node, NodeAddress, NodeStatus, Taint } from '../node.ts'
import { projectBareConditions } from './conditions.ts'
import type { MetadataPolicy } from './metadata.ts'
import type { Common } from './projection.ts'
import { each, eachSorted, kept, type Raw, record, text, texts } from './raw.ts'

export const NODE_METADATA: MetadataPolicy = {
  labels: [
    'kubernetes.io/hostname',
    'node.kubernetes.io/exclude-from-external-load-balancers',
    'topology.kubernetes.io/region',
    'topology.kubernetes.io/zone',
  ],
}

export function projectNode(raw: Raw, { apiVersion, metadata }: Common): Node {
  const spec = record(raw.spec)
  return {
    apiVersion,
    kind: 'Node',
    metadata,
    spec: kept<Node['spec']>({
      podCIDRs: texts(spec.podCIDRs),
      providerID: text(spec.providerID),
      taints: eachSorted(spec.taints, projectTaint, ({ effect, key }) => `${key}:${effect}`),
      unschedulable: spec.unschedulable === true,
    }),
    status: projectStatus(record(raw.status)),
  }
}

function projectTaint(taint: Raw): Taint {
  return kept<Taint>({
    effect: text<Taint['effect']>(taint.effect) ?? 'NoSchedule',
    key: text(taint.key) ?? '',
    timeAdded: text(taint.timeAdded),
    value: text(taint.value),
  })
}

function projectStatus(status: Raw): NodeStatus {
  const { containerRuntimeVersion, kubeletVersion } = record(status.nodeInfo)
  return {
    addresses: each(status.addresses, projectAddress),
    conditions: projectBareConditions(status.conditions),
    nodeInfo: kept<NodeStatus['nodeInfo']>({
      containerRuntimeVersion: text(containerRuntimeVersion),
      kubeletVersion: text(kubeletVersion),
    }),
  }
}

function projectAddress({ address, type }: Raw): NodeAddress {
  return { address: text(address) ?? '', type: text(type) ?? '' }
}
