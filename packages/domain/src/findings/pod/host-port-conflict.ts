import type { ContainerPort } from '../../kubernetes/container.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { declaredPorts } from '../../kubernetes/target-port.ts'
import { conditionOf, heldSince } from '../condition-of.ts'
import { field, listed, MOST_EVIDENCE } from '../evidence.ts'
import { defineRule, type RuleHit } from '../rule.ts'
import type { Lookup, RuleView } from '../rule-view.ts'
import { isTerminal } from '../workloads-of-service.ts'

/** Pods by node and port of the node that they claim, finished ones left out. */
export const PODS_OF_HOST_PORT: Lookup<'Pod'> = {
  name: 'pods of host port',
  kinds: ['Pod'],
  keysOf: (pod) => (isTerminal(pod) ? [] : hostPortsOf(pod).map((port) => hostPortKey(pod.spec.nodeName, port))),
}

const hostPortKey = (node: string | undefined, { hostPort, protocol }: ContainerPort): string =>
  `${node ?? ''} ${protocol} ${hostPort}`

function hostPortsOf(pod: Pod): ContainerPort[] {
  if (pod.spec.nodeName === undefined) return []
  return declaredPorts(pod).filter(({ hostPort }) => hostPort !== undefined)
}

/** An absent address, and `0.0.0.0`, are all addresses of the node. */
function isSameAddress(a: ContainerPort, b: ContainerPort): boolean {
  const [one, other] = [a.hostIP || '0.0.0.0', b.hostIP || '0.0.0.0']
  return one === other || one === '0.0.0.0' || other === '0.0.0.0'
}

/** POD-013. */
export const hostPortConflict = defineRule({
  id: 'POD-013',
  group: 'pod',
  severity: 'error',
  title: 'A port of the node is taken',
  description:
    'The scheduler finds no node with free ports for a Pod, or two Pods on one node claim the same `hostPort` with the same ' +
    'protocol and address. A process of the node itself that holds a port is not seen by the scheduler: then the container crashes.',
  subjects: ['Pod'],
  inputs: ['Pod'],
  messages: {
    default: '{subject} claims port {port}/{protocol} of node {node}, and so does {others}',
    unscheduled: 'No node has the ports free that {subject} claims: {message}',
  },
  hint: 'Use another hostPort, or keep the Pods on different nodes; a Service needs no hostPort.',
  *evaluate(pod, view) {
    const scheduled = conditionOf(pod.status.conditions, 'PodScheduled')
    if (scheduled?.status === 'False' && scheduled.message?.includes('free ports')) {
      yield {
        variant: 'unscheduled',
        values: { subject: keyOf(pod), message: scheduled.message },
        evidence: [field(pod, 'status.conditions[PodScheduled]', scheduled)],
        ...heldSince(scheduled.lastTransitionTime),
      }
    }
    if (!isTerminal(pod)) yield* conflictsOf(pod, view)
  },
})

function* conflictsOf(pod: Pod, view: RuleView): IterableIterator<RuleHit> {
  const told = new Set<string>()
  for (const port of hostPortsOf(pod)) {
    const key = hostPortKey(pod.spec.nodeName, port)
    const others = view.lookup(PODS_OF_HOST_PORT, key).filter((other) => claims(other, port) && !isSame(other, pod))
    if (others.length === 0 || told.has(key)) continue
    told.add(key)
    yield {
      about: `hostPort ${port.hostPort}/${port.protocol}`,
      values: {
        subject: keyOf(pod),
        port: port.hostPort ?? 0,
        protocol: port.protocol,
        node: pod.spec.nodeName ?? '',
        others: listed(others.map(keyOf)),
      },
      evidence: [pod, ...others.slice(0, MOST_EVIDENCE)].map((one) =>
        field(one, `spec.containers[*].ports[${port.hostPort}].hostPort`, port.hostPort),
      ),
      command: `kubectl get pods -A -o wide --field-selector spec.nodeName=${pod.spec.nodeName}`,
    }
  }
}

const isSame = (a: Pod, b: Pod): boolean => a.metadata.uid === b.metadata.uid

const claims = (pod: Pod, port: ContainerPort): boolean =>
  hostPortsOf(pod).some(
    (own) => own.hostPort === port.hostPort && own.protocol === port.protocol && isSameAddress(own, port),
  )
