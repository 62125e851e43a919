import type { Node, Taint } from '../../kubernetes/node.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import { conditionOf, heldSince } from '../condition-of.ts'
import { field, listed, MOST_EVIDENCE } from '../evidence.ts'
import { defineRule, type Rule } from '../rule.ts'
import { SLICES_OF_POD } from './slices-of-pod.ts'

const describeCommand = ({ metadata }: Node): string => `kubectl describe node ${metadata.name}`

const notReady = defineRule({
  id: 'NODE-001',
  group: 'pod',
  severity: 'error',
  title: 'A node is not Ready',
  description: 'Condition Ready of a Node has been False or Unknown for more than a minute.',
  subjects: ['Node'],
  inputs: [],
  consults: ['Pod', 'EndpointSlice'],
  holdsForMs: 60_000,
  messages: { default: '{subject} is not Ready ({reason}); {count} Pods with endpoints are on it' },
  hint: 'See its kubelet: the machine, its network, its disk.',
  *evaluate(node, view) {
    const ready = conditionOf(node.status.conditions, 'Ready')
    if (!ready || ready.status === 'True') return
    const serving = view
      .podsOnNode(node.metadata.name)
      .filter(({ metadata }) => view.lookup(SLICES_OF_POD, metadata.uid).length > 0)
    yield {
      values: { subject: keyOf(node), reason: ready.reason ?? ready.status, count: serving.length },
      evidence: [
        field(node, 'status.conditions[Ready]', ready),
        ...serving.slice(0, MOST_EVIDENCE).map((pod) => field(pod, 'spec.nodeName', node.metadata.name)),
      ],
      ...heldSince(ready.lastTransitionTime),
      command: describeCommand(node),
    }
  },
})

/** Taints of those who empty a node on purpose. */
const DRAIN_TAINTS = new Set([
  'node.kubernetes.io/unschedulable',
  'ToBeDeletedByClusterAutoscaler',
  'karpenter.sh/disrupted',
  'karpenter.sh/disruption',
])

const drains = ({ effect, key }: Taint): boolean => DRAIN_TAINTS.has(key) && effect !== 'PreferNoSchedule'

const inMaintenance = defineRule({
  id: 'NODE-002',
  group: 'pod',
  severity: 'info',
  title: 'A node takes no Pods',
  description: 'A Node is cordoned (`spec.unschedulable`) or has a taint of somebody who empties it.',
  subjects: ['Node'],
  inputs: [],
  consults: ['Pod'],
  messages: { default: '{subject} takes no Pods; {count} Pods are leaving it' },
  hint: 'Nothing is wrong during maintenance; uncordon it afterwards.',
  *evaluate(node, view) {
    const taints = node.spec.taints.filter(drains)
    if (!node.spec.unschedulable && taints.length === 0) return
    const leaving = view
      .podsOnNode(node.metadata.name)
      .filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
    yield {
      values: { subject: keyOf(node), count: leaving.length },
      evidence: [
        field(node, 'spec.unschedulable', node.spec.unschedulable),
        ...taints.map((taint) => field(node, `spec.taints[${taint.key}]`, taint)),
        ...leaving
          .slice(0, MOST_EVIDENCE)
          .map((pod) => field(pod, 'metadata.deletionTimestamp', pod.metadata.deletionTimestamp)),
      ],
      command: describeCommand(node),
    }
  },
})

const PRESSURES = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'] as const

const underPressure = defineRule({
  id: 'NODE-003',
  group: 'pod',
  severity: 'warning',
  title: 'A node runs out of something',
  description: 'Condition MemoryPressure, DiskPressure, PIDPressure or NetworkUnavailable of a Node is True.',
  subjects: ['Node'],
  inputs: [],
  messages: { default: '{subject} says {pressures}: Pods are likely to be evicted' },
  hint: 'Free memory, disk or process ids on the node, or see its network plugin.',
  *evaluate(node) {
    const pressures = PRESSURES.flatMap((type) => conditionOf(node.status.conditions, type) ?? []).filter(
      ({ status }) => status === 'True',
    )
    if (pressures.length === 0) return
    yield {
      values: { subject: keyOf(node), pressures: listed(pressures.map(({ type }) => type)) },
      evidence: pressures.map((condition) => field(node, `status.conditions[${condition.type}]`, condition)),
      command: describeCommand(node),
    }
  },
})

/** Where Pods run. */
export const NODE_RULES: readonly Rule[] = [notReady, inMaintenance, underPressure]
