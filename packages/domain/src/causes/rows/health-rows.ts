import type { KubernetesEvent } from '../../kubernetes/kubernetes-event.ts'
import type { Node } from '../../kubernetes/node.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import type { CauseProof } from '../cause-types.ts'
import type { ObjectVersion, Since } from '../object-trail.ts'
import type { TransitionFacts } from '../transition-facts.ts'
import { type CauseRow, type FoundCause, proofOf } from './cause-row.ts'
import { type ContainerEnd, containerEnds, lastingStatuses, statusOf, statusPath } from './container-ends.ts'

const READY = 'status.conditions[Ready]'

/** Row 10. The Node no longer reports: its Pods are told not ready, though their containers were. */
function nodeNotReady(facts: TransitionFacts): FoundCause | undefined {
  const { node, pod, podTrail } = facts
  const unready = podTrail?.nearest(isUnreadyWithContainers)
  if (!facts.isUnready || pod === undefined || unready === undefined) return undefined
  const proof = [proofOf(unready, READY, 'False')]
  const failing = node?.nearest((object) => readinessOf(object) !== 'True')
  if (failing) {
    const status = proofOf(failing, READY, readinessOf(failing.object))
    return { confidence: 'proven', object: keyOf(failing.object), proof: [...proof, status] }
  }
  const [told] = facts.podEvents(({ reason }) => reason === 'NodeNotReady')
  return told && { confidence: 'inferred', object: keyOf(node?.last ?? pod), proof: [...proof, proofOfEvent(told)] }
}

/** Row 11. The kernel ended a container that wanted too much memory. */
function outOfMemory(facts: TransitionFacts): FoundCause | undefined {
  const end = endOf(facts, ({ terminated }) => terminated.reason === 'OOMKilled')
  return end && { confidence: end.isRestarted ? 'proven' : 'inferred', object: keyOf(end.pod), proof: proofOfEnd(end) }
}

/** Row 12. A container ended by itself with an error. One that a probe had killed is row 13, whatever its exit code. */
function crash(facts: TransitionFacts): FoundCause | undefined {
  const isError = ({ terminated }: ContainerEnd) => terminated.exitCode !== 0 || terminated.reason === 'Error'
  const end = endOf(facts, isError)
  if (!end || end.pod.metadata.deletionTimestamp !== undefined || probeKill(facts)) return undefined
  const waiting = facts.podTrail?.nearest((pod) => waitingReason(pod, end.container) === 'CrashLoopBackOff')
  const field = `${statusPath(end.pod, end.container)}.state.waiting.reason`
  const proof = [...proofOfEnd(end), ...(waiting ? [proofOf(waiting, field, 'CrashLoopBackOff')] : [])]
  return { confidence: end.isRestarted || waiting ? 'proven' : 'inferred', object: keyOf(end.pod), proof }
}

/** Row 13. A liveness or startup probe failed, and the container was started anew. Only an Event says so. */
function probeRestart(facts: TransitionFacts): FoundCause | undefined {
  const end = endOf(facts, () => true)
  const kill = probeKill(facts)
  return (
    end && kill && { confidence: 'inferred', object: keyOf(end.pod), proof: [...proofOfEnd(end), proofOfEvent(kill)] }
  )
}

/** Row 14. Whoever keeps a readiness gate closed it. */
function readinessGate({ isUnready, podTrail }: TransitionFacts): FoundCause | undefined {
  const closed = isUnready ? podTrail?.nearest((pod) => unreadyReason(pod) === 'ReadinessGatesNotReady') : undefined
  if (closed === undefined) return undefined
  const gates = closed.object.spec.readinessGates.map(({ conditionType }) => conditionType)
  const unmet = gates.filter((gate) => conditionOf(closed.object, gate)?.status !== 'True')
  const proof = [
    proofOf(closed, `${READY}.reason`, 'ReadinessGatesNotReady'),
    ...unmet.map((gate) =>
      proofOf(closed, `status.conditions[${gate}]`, conditionOf(closed.object, gate)?.status ?? null),
    ),
  ]
  return {
    confidence: 'proven',
    ...(unmet[0] !== undefined && { detail: unmet[0] }),
    object: keyOf(closed.object),
    proof,
  }
}

/** Row 15. A container runs and was not restarted, but is not ready; proven where the Event of its probe was seen. */
function readinessProbe(facts: TransitionFacts): FoundCause | undefined {
  const { isUnready, podTrail } = facts
  const unready = isUnready ? podTrail?.nearest((pod) => failingContainer(pod) !== undefined) : undefined
  const failing = unready && failingContainer(unready.object)
  if (!unready || failing === undefined || isRestartedSinceReady(facts, unready, failing)) return undefined
  const proof = [
    proofOf(unready, `${READY}.reason`, 'ContainersNotReady'),
    proofOf(unready, `${statusPath(unready.object, failing)}.ready`, false),
  ]
  const [told] = facts.podEvents(
    ({ message, reason }) => reason === 'Unhealthy' && message.startsWith('Readiness probe'),
  )
  return {
    confidence: told ? 'proven' : 'inferred',
    detail: failing,
    object: keyOf(unready.object),
    proof: [...proof, ...(told ? [proofOfEvent(told)] : [])],
  }
}

/** The container that runs and is not ready, of a Pod that is not ready for that. */
function failingContainer(pod: Pod): string | undefined {
  if (unreadyReason(pod) !== 'ContainersNotReady') return undefined
  return lastingStatuses(pod).find(({ ready, state }) => !ready && state.running)?.name
}

/** The container is in another run than when the Pod was Ready last: it is not ready because it began anew. */
function isRestartedSinceReady({ podTrail }: TransitionFacts, { object, seq }: Since<Pod>, container: string): boolean {
  const isEarlier = (version: ObjectVersion<Pod>) => seq !== undefined && version.seq <= seq
  const wasReady = podTrail?.versions.findLast(
    (version) => isEarlier(version) && version.before && conditionOf(version.before, 'Ready')?.status === 'True',
  )?.before
  const before = statusOf(wasReady, container)
  return before !== undefined && before.restartCount !== statusOf(object, container)?.restartCount
}

/** The end of a container that is nearest to the moment at which the Pod became unready. */
function endOf(
  { isUnready, podTrail, transition }: TransitionFacts,
  isMeant: (end: ContainerEnd) => boolean,
): ContainerEnd | undefined {
  const ends = isUnready && podTrail ? containerEnds(podTrail).filter(isMeant) : []
  const distance = ({ at }: ContainerEnd) => Math.abs(at - transition.at)
  return ends.sort((a, b) => distance(a) - distance(b))[0]
}

function proofOfEnd({ container, isRestarted, pod, seq, terminated }: ContainerEnd): CauseProof[] {
  const { exitCode, reason = null } = terminated
  const field = statusPath(pod, container)
  const restarts = proofOf({ object: pod, seq }, `${field}.restartCount`, statusOf(pod, container)?.restartCount)
  return [
    proofOf({ object: pod, seq }, `${field} terminated`, { exitCode, reason }),
    ...(isRestarted ? [restarts] : []),
  ]
}

function probeKill(facts: TransitionFacts): ObjectVersion<KubernetesEvent> | undefined {
  return facts.podEvents(
    ({ message, reason }) =>
      (reason === 'Killing' && /failed (liveness|startup) probe/.test(message)) ||
      (reason === 'Unhealthy' && /^(Liveness|Startup) probe/.test(message)),
  )[0]
}

function proofOfEvent({ after, seq }: ObjectVersion<KubernetesEvent>): CauseProof {
  return { object: after ? keyOf(after) : '', field: 'message', value: after?.message ?? null, seq }
}

function isUnreadyWithContainers(pod: Pod): boolean {
  const isReady = (type: string) => conditionOf(pod, type)?.status === 'True'
  const isGated = pod.spec.readinessGates.some(({ conditionType }) => !isReady(conditionType))
  return !isReady('Ready') && isReady('ContainersReady') && !isGated
}

const conditionOf = ({ status }: Pod, type: string) => status.conditions.find((condition) => condition.type === type)

const readinessOf = ({ status }: Node): string =>
  status.conditions.find(({ type }) => type === 'Ready')?.status ?? 'Unknown'

function unreadyReason(pod: Pod): string | undefined {
  const ready = conditionOf(pod, 'Ready')
  return ready?.status === 'False' ? ready.reason : undefined
}

const waitingReason = (pod: Pod, container: string): string | undefined =>
  statusOf(pod, container)?.state.waiting?.reason

/** What makes a Pod unready that nobody ends. */
export const HEALTH_ROWS: readonly CauseRow[] = [
  { kind: 'node-not-ready', find: nodeNotReady },
  { kind: 'out-of-memory', find: outOfMemory },
  { kind: 'crash', find: crash },
  { kind: 'probe-restart', find: probeRestart },
  { kind: 'readiness-gate', find: readinessGate },
  { kind: 'readiness-probe', find: readinessProbe },
]
