import { timeOf } from '../../kubernetes/api-time.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { conditionOf, heldSince } from '../condition-of.ts'
import { field, listed } from '../evidence.ts'
import { defineRule, type Rule } from '../rule.ts'

/** Its containers are all ready, and the Pod is not; `undefined` otherwise. */
function readyInVain({ status }: Pod) {
  const ready = conditionOf(status.conditions, 'Ready')
  const areContainersReady = conditionOf(status.conditions, 'ContainersReady')?.status === 'True'
  return ready && ready.status !== 'True' && areContainersReady ? ready : undefined
}

/** Readiness gates whose condition is not `True`. */
function closedGates({ spec, status }: Pod): string[] {
  const gates = spec.readinessGates.map(({ conditionType }) => conditionType)
  return gates.filter((gate) => conditionOf(status.conditions, gate)?.status !== 'True')
}

const closedGate = defineRule({
  id: 'POD-009',
  group: 'pod',
  severity: 'warning',
  title: 'A readiness gate is closed',
  description:
    'All containers are ready and the Pod is not (reason `ReadinessGatesNotReady`): somebody else has to open its readiness gates.',
  subjects: ['Pod'],
  inputs: [],
  messages: { default: 'The containers of {subject} are ready; it waits for {gates}' },
  hint: "See the controller that sets the gate's condition: often that of a load balancer.",
  *evaluate(pod) {
    const ready = readyInVain(pod)
    if (ready?.reason !== 'ReadinessGatesNotReady') return
    const gates = closedGates(pod)
    yield {
      values: { subject: keyOf(pod), gates: listed(gates) || 'its readiness gates' },
      evidence: [
        field(pod, 'status.conditions[Ready]', ready),
        ...gates.map((gate) => field(pod, `status.conditions[${gate}]`, conditionOf(pod.status.conditions, gate))),
      ],
      ...heldSince(ready.lastTransitionTime),
    }
  },
})

const unreadyByNode = defineRule({
  id: 'POD-015',
  group: 'pod',
  severity: 'error',
  title: 'A Pod is not Ready because its node is not',
  description:
    'All containers are ready, no readiness gate is closed, the Pod is not Ready, and condition Ready of its Node is not True: ' +
    'nothing is wrong with the application.',
  subjects: ['Pod'],
  inputs: ['Node'],
  messages: { default: '{subject} is not Ready because {node} is not ({reason})' },
  hint: 'See the node: its kubelet no longer reports.',
  *evaluate(pod, view) {
    const ready = readyInVain(pod)
    const { nodeName } = pod.spec
    if (!ready || nodeName === undefined || closedGates(pod).length > 0) return
    const node = view.find('Node', undefined, nodeName)
    const nodeReady = node && conditionOf(node.status.conditions, 'Ready')
    if (!node || nodeReady?.status === 'True') return
    yield {
      values: {
        subject: keyOf(pod),
        node: objectKey('Node', undefined, nodeName),
        reason: nodeReady?.reason ?? nodeReady?.status ?? 'no condition Ready',
      },
      evidence: [field(pod, 'status.conditions[Ready]', ready), field(node, 'status.conditions[Ready]', nodeReady)],
      ...heldSince(ready.lastTransitionTime),
      command: `kubectl describe node ${nodeName}`,
    }
  },
})

/** How many times a Pod may become Ready and unready again within `FLAPPING_MS` before it flaps (domain rule H.3). */
const FLAPS = 4
const FLAPPING_MS = 600_000

const flapping = defineRule({
  id: 'POD-017',
  group: 'pod',
  severity: 'warning',
  title: 'A Pod becomes Ready and unready again and again',
  description:
    'Condition Ready of a Pod changed at least four times within ten minutes. Pods that terminate do not count.',
  subjects: ['Pod'],
  inputs: [],
  history: ['fieldChanges'],
  messages: { default: '{subject} became Ready or unready {count} times within ten minutes' },
  hint: 'Compare the times with those of its dependencies and of its node; a readiness probe may be too strict.',
  *evaluate(pod, view) {
    if (pod.metadata.deletionTimestamp !== undefined) return
    const path = 'status.conditions[Ready].status'
    const changes = view.history.fieldChanges?.(keyOf(pod), path) ?? []
    const [newest, oldest] = [changes[0], changes[FLAPS - 1]]
    if (!newest || !oldest || newest.observedAt - oldest.observedAt > FLAPPING_MS) return
    const within = changes.filter(({ observedAt }) => newest.observedAt - observedAt <= FLAPPING_MS)
    yield {
      values: { subject: keyOf(pod), count: within.length },
      evidence: within
        .slice(0, FLAPS)
        .map(({ after, observedAt }) =>
          field(pod, path, { observedAt, after: after === 'True' ? 'True' : 'not True' }),
        ),
      until: oldest.observedAt + FLAPPING_MS,
    }
  },
})

const unscheduled = defineRule({
  id: 'POD-008',
  group: 'pod',
  severity: 'warning',
  title: 'No node takes a Pod',
  description:
    'The scheduler has found no node for a Pod for more than a minute (`PodScheduled=False`, reason `Unschedulable`).',
  subjects: ['Pod'],
  inputs: [],
  holdsForMs: 60_000,
  messages: { default: 'No node takes {subject}: {message}' },
  hint: 'Compare its requests, affinity, tolerations and volumes with the nodes.',
  *evaluate(pod) {
    const scheduled = conditionOf(pod.status.conditions, 'PodScheduled')
    if (scheduled?.status !== 'False' || scheduled.reason !== 'Unschedulable') return
    yield {
      values: { subject: keyOf(pod), message: scheduled.message ?? 'Unschedulable' },
      evidence: [field(pod, 'status.conditions[PodScheduled]', scheduled)],
      ...heldSince(scheduled.lastTransitionTime),
      command: `kubectl describe pod ${pod.metadata.name} -n ${pod.metadata.namespace}`,
    }
  },
})

/** How long a Pod may be there after the end of its grace period. */
const PATIENCE_MS = 60_000

const stuckTerminating = defineRule({
  id: 'POD-010',
  group: 'pod',
  severity: 'warning',
  title: 'A Pod does not go',
  description:
    'More than a minute has passed since `deletionTimestamp`, which is the end of the grace period, and the Pod is still there.',
  subjects: ['Pod'],
  inputs: [],
  consults: ['Node'],
  messages: {
    default: '{subject} should be gone since {deadline}',
    finalizers: '{subject} should be gone since {deadline}; finalizers keep it: {finalizers}',
    node: '{subject} should be gone since {deadline}; its {node} is not Ready, so that nobody ends it',
  },
  hint: 'See who removes the finalizers, or the node: a kubelet that is away ends nothing.',
  *evaluate(pod, view) {
    const { deletionTimestamp, finalizers = [] } = pod.metadata
    if (deletionTimestamp === undefined) return
    const node = pod.spec.nodeName === undefined ? undefined : view.find('Node', undefined, pod.spec.nodeName)
    const nodeReady = node && conditionOf(node.status.conditions, 'Ready')
    const isNodeAway = node !== undefined && nodeReady?.status !== 'True'
    const deadline = timeOf(deletionTimestamp).ms
    yield {
      ...(finalizers.length > 0 ? { variant: 'finalizers' } : isNodeAway && { variant: 'node' }),
      values: {
        subject: keyOf(pod),
        deadline: deletionTimestamp,
        finalizers: listed(finalizers),
        node: objectKey('Node', undefined, pod.spec.nodeName ?? ''),
      },
      evidence: [
        field(pod, 'metadata.deletionTimestamp', deletionTimestamp),
        field(pod, 'metadata.finalizers', finalizers),
        ...(node ? [field(node, 'status.conditions[Ready]', nodeReady)] : []),
      ],
      heldSince: deadline,
      from: deadline + PATIENCE_MS,
    }
  },
})

/** Where a Pod is on its way from the scheduler to its end, beside what its containers say. */
export const POD_STATE_RULES: readonly Rule[] = [unscheduled, closedGate, stuckTerminating, unreadyByNode, flapping]
