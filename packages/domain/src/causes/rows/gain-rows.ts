import { podRevision } from '../../endpoints/pod-revision.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { isReadyPod } from '../../rollouts/pod-book.ts'
import type { CauseKind, CauseProof } from '../cause-types.ts'
import type { Edit, ObjectTrail } from '../object-trail.ts'
import type { OwningWorkload } from '../pod-owners.ts'
import type { TransitionFacts } from '../transition-facts.ts'
import { type CauseRow, type FoundCause, proofOf, proofOfEdit } from './cause-row.ts'
import { isBeyondEnd, replicasOf, scaleEdit } from './workload-rows.ts'

/** What an endpoint recovers from (row 22). */
const PASSING: ReadonlySet<CauseKind> = new Set([
  'node-not-ready',
  'out-of-memory',
  'crash',
  'probe-restart',
  'readiness-gate',
  'readiness-probe',
])

/** Row 21. A Pod that was never ready before; for a rollout, because more are wanted, or in the place of another. */
function newPod(facts: TransitionFacts): FoundCause | undefined {
  const { isGain, pod, transition } = facts
  if (!isGain || pod === undefined || wasReady(facts) === true) return undefined
  const proof = [proofOf({ object: pod }, 'metadata.creationTimestamp', pod.metadata.creationTimestamp)]
  const isSure = wasReady(facts) === false
  const came = transition.earlier?.cause.kind === 'new-pod' ? transition.earlier.cause : undefined
  const { detail, proof: purpose } = came ? { detail: came.detail, proof: [] } : purposeOf(facts, pod)
  return {
    confidence: isSure ? 'proven' : 'inferred',
    ...(detail !== undefined && { detail }),
    object: keyOf(pod),
    proof: [...proof, ...readyProof(facts), ...purpose],
  }
}

/** Row 22. It was ready once, was not, and is again. */
function recovered(facts: TransitionFacts): FoundCause | undefined {
  const { isGain, pod, transition } = facts
  if (!isGain || transition.to !== 'ready' || pod === undefined) return undefined
  const from = transition.earlier && PASSING.has(transition.earlier.cause.kind) ? transition.earlier.cause : undefined
  return {
    confidence: from?.confidence ?? 'inferred',
    ...(from && { detail: from.kind }),
    object: from?.object ?? keyOf(pod),
    proof: readyProof(facts),
  }
}

/** Whether the Pod was ready before, by what is known of the Service or, failing that, by the Pod; absent where neither tells. */
function wasReady({ podTrail, transition }: TransitionFacts): boolean | undefined {
  if (transition.wasReadyBefore !== undefined) return transition.wasReadyBefore
  if (transition.from === undefined && transition.to !== 'ready') return false
  if (podTrail?.creation) return podTrail.versions.some(({ before }) => before && isReadyPod(before)) || undefined
  const hasFallen = podTrail?.versions.some(
    ({ after, before }) => before && isReadyPod(before) && after && !isReadyPod(after),
  )
  const restarts = podTrail?.last?.status.containerStatuses.some(({ restartCount }) => restartCount > 0)
  return hasFallen || restarts || undefined
}

function readyProof({ podTrail, transition }: TransitionFacts): CauseProof[] {
  const ready = transition.to === 'ready' ? podTrail?.nearest(isReadyPod) : undefined
  return ready ? [proofOf(ready, 'status.conditions[Ready]', 'True')] : []
}

/** Nothing that was seen shows what a Pod was made for. */
const UNTOLD = { detail: undefined, proof: [] } as const

/** What a Pod was made for, and what shows it. */
function purposeOf(
  { owners, transition }: TransitionFacts,
  pod: Pod,
): { readonly detail: string | undefined; readonly proof: readonly CauseProof[] } {
  const workload = owners?.workload
  if (!owners || !workload?.last) return UNTOLD
  const made = madeAnew(workload, transition.at)
  if (made) return { detail: 'new-workload', proof: [made] }
  const raised = owners.replicaSet && raiseOf(owners.replicaSet)
  const scaled = scaledUp(workload, { pod, raised })
  if (scaled) return { detail: 'scale-up', proof: [proofOfEdit(scaled, 'spec.replicas', replicasOf(scaled.after))] }
  const rolled = owners.replicaSet ? raised : otherRevision(owners.otherRevision)
  const isTarget = owners.target !== undefined && owners.target === podRevision(pod)
  if (rolled && isTarget) return { detail: 'rollout', proof: [rolled] }
  const { predecessor } = owners
  return predecessor ? { detail: 'replacement', proof: [proofOf({ object: predecessor }, '', null)] } : UNTOLD
}

/** The workload itself was made, and has had one template until the moment (epoch ms). */
function madeAnew(workload: ObjectTrail<OwningWorkload>, until: number): CauseProof | undefined {
  const made = workload.creation?.after
  const isEdited = workload.edit(
    ({ derived }) => derived.templateFingerprint,
    ({ at }) => at <= until,
  )
  if (!made || isEdited) return undefined
  const since = { object: made, ...(workload.creation && { seq: workload.creation.seq }) }
  return proofOf(since, 'metadata.creationTimestamp', made.metadata.creationTimestamp)
}

/** The ReplicaSet was made, or came to want more. */
function raiseOf(replicaSet: ObjectTrail<OwningWorkload>): CauseProof | undefined {
  const edit = scaleEdit(replicaSet, 'up')
  if (edit) return proofOfEdit(edit, 'spec.replicas', replicasOf(edit.after))
  const { creation } = replicaSet
  return (
    creation?.after &&
    proofOf({ object: creation.after, seq: creation.seq }, 'spec.replicas', replicasOf(creation.after))
  )
}

/** The workload came to want more Pods, this one among them: it is what its ReplicaSet was raised for, or a new ordinal. */
function scaledUp(
  workload: ObjectTrail<OwningWorkload>,
  { pod, raised }: { readonly pod: Pod; readonly raised: CauseProof | undefined },
): Edit<OwningWorkload> | undefined {
  const edit = scaleEdit(workload, 'up')
  if (edit?.after.kind === 'StatefulSet') return isBeyondEnd(pod, edit.before) ? edit : undefined
  if (edit?.after.kind !== 'Deployment') return edit
  const asked = workload.versions.findLast(
    ({ after, before, seq }) => seq < (raised?.seq ?? 0) && after?.metadata.generation !== before?.metadata.generation,
  )
  return asked?.seq === edit.seq ? edit : undefined
}

const otherRevision = (pod: Pod | undefined): CauseProof | undefined =>
  pod && proofOf({ object: pod }, 'revision', podRevision(pod))

/** How endpoints are gained. */
export const GAIN_ROWS: readonly CauseRow[] = [
  { kind: 'new-pod', find: newPod },
  { kind: 'recovered', find: recovered },
]
