import { keyOf } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import type { CauseProof } from '../cause-types.ts'
import type { TransitionFacts } from '../transition-facts.ts'
import { type CauseRow, type FoundCause, proofOf, proofOfDeletion } from './cause-row.ts'

const DISRUPTION = 'status.conditions[DisruptionTarget].reason'

/** Reasons of Pods that a kubelet ended because its machine is shut down, as it has spelled them. */
const SHUTDOWN_REASONS: ReadonlySet<string> = new Set(['NodeShutdown', 'Shutdown', 'Terminated'])

const PRESSURES: ReadonlySet<string> = new Set(['DiskPressure', 'MemoryPressure', 'PIDPressure'])

/** Row 5. The Node was deleted, or the Pod collector says that it is gone. */
function nodeGone(facts: TransitionFacts): FoundCause | undefined {
  const { isGain, node, pod } = facts
  if (isGain || pod === undefined) return undefined
  const { deletion, last } = node ?? {}
  const collected = disruption(facts, 'DeletionByPodGC')
  if (deletion && last) {
    const proof = [proofOfDeletion(last, deletion.seq), proofOf({ object: pod }, 'spec.nodeName', pod.spec.nodeName)]
    return { confidence: 'proven', object: keyOf(last), proof: [...proof, ...(collected ?? [])] }
  }
  return collected && { confidence: 'proven', object: keyOf(last ?? pod), proof: collected }
}

/** Row 6. A taint that the Pod does not tolerate. */
function taintEviction(facts: TransitionFacts): FoundCause | undefined {
  const { isGain, node, pod } = facts
  if (isGain || pod === undefined) return undefined
  const proof = disruption(facts, 'DeletionByTaintManager')
  const taints = node?.since(({ spec }) => spec.taints.some(({ effect }) => effect === 'NoExecute'))
  const tainted = taints
    ? [
        proofOf(
          taints,
          'spec.taints',
          taints.object.spec.taints.map(({ key }) => key),
        ),
      ]
    : []
  const object = keyOf(node?.last ?? pod)
  if (proof) return { confidence: 'proven', object, proof: [...proof, ...tainted] }
  const [told] = facts.podEvents(({ reason }) => reason === 'TaintManagerEviction')
  if (!told?.after) return undefined
  const event = proofOf({ object: told.after, seq: told.seq }, 'reason', told.after.reason)
  return { confidence: 'inferred', object, proof: [event, ...tainted] }
}

/** Row 7. The eviction API: of a drain where the Node is cordoned, else of whoever asked. */
function eviction(facts: TransitionFacts): FoundCause | undefined {
  const { isGain, node, pod } = facts
  const proof = isGain ? undefined : disruption(facts, 'EvictionByEvictionAPI')
  if (proof === undefined || pod === undefined) return undefined
  const cordoned = node?.nearest(({ spec }) => spec.unschedulable)
  if (cordoned === undefined) return { confidence: 'proven', object: keyOf(pod), proof }
  const cordon = proofOf(cordoned, 'spec.unschedulable', true)
  return { confidence: 'proven', detail: 'drain', object: keyOf(cordoned.object), proof: [...proof, cordon] }
}

/** Row 8. A Pod of higher priority wanted the place. */
function preemption(facts: TransitionFacts): FoundCause | undefined {
  const proof = facts.isGain ? undefined : disruption(facts, 'PreemptionByScheduler')
  return proof && facts.pod && { confidence: 'proven', object: keyOf(facts.pod), proof }
}

/** Row 9. The kubelet ended it: its Node is short of something, or shuts down. */
function kubeletEviction(facts: TransitionFacts): FoundCause | undefined {
  const { isGain, node, pod, podTrail } = facts
  if (isGain || pod === undefined) return undefined
  const isShutdown = (reason: string | undefined) => reason !== undefined && SHUTDOWN_REASONS.has(reason)
  const ended = podTrail?.since(({ status }) => status.reason === 'Evicted' || isShutdown(status.reason))
  const named = ended ? [proofOf(ended, 'status.reason', ended.object.status.reason)] : []
  const proof = [...(disruption(facts, 'TerminationByKubelet') ?? []), ...named]
  if (proof.length === 0) return undefined
  const pressed = node?.nearest(({ status }) =>
    status.conditions.some(({ type, status: is }) => PRESSURES.has(type) && is === 'True'),
  )
  const pressure = pressed?.object.status.conditions.find(
    ({ type, status }) => PRESSURES.has(type) && status === 'True',
  )
  return {
    confidence: 'proven',
    ...(isShutdown(ended?.object.status.reason) && { detail: 'node-shutdown' }),
    object: keyOf(node?.last ?? pod),
    proof: [
      ...proof,
      ...(pressed && pressure ? [proofOf(pressed, `status.conditions[${pressure.type}]`, 'True')] : []),
    ],
  }
}

/** That whoever ends the Pod says why (Pod condition DisruptionTarget). */
function disruption({ podTrail }: TransitionFacts, reason: string): CauseProof[] | undefined {
  const told = podTrail?.since((pod) => disruptionReason(pod) === reason)
  return told && [proofOf(told, DISRUPTION, reason)]
}

function disruptionReason({ status }: Pod): string | undefined {
  return status.conditions.find((condition) => condition.type === 'DisruptionTarget' && condition.status === 'True')
    ?.reason
}

/** What is done to a Pod by the cluster, for the sake of a Node or of other Pods. */
export const DISRUPTION_ROWS: readonly CauseRow[] = [
  { kind: 'node-gone', find: nodeGone },
  { kind: 'taint-eviction', find: taintEviction },
  { kind: 'eviction', find: eviction },
  { kind: 'preemption', find: preemption },
  { kind: 'kubelet-eviction', find: kubeletEviction },
]
