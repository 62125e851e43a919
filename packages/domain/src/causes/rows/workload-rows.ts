import { podRevision } from '../../endpoints/pod-revision.ts'
import { timeOf } from '../../kubernetes/api-time.ts'
import type { HorizontalPodAutoscaler } from '../../kubernetes/horizontal-pod-autoscaler.ts'
import type { FieldManager } from '../../kubernetes/metadata.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { firstUpdatedOrdinal } from '../../rollouts/revisions.ts'
import { CAUSE_WINDOW, type CauseProof } from '../cause-types.ts'
import type { Edit, ObjectTrail } from '../object-trail.ts'
import type { OwningWorkload } from '../pod-owners.ts'
import type { TransitionFacts } from '../transition-facts.ts'
import { type CauseRow, type FoundCause, proofOf, proofOfDeletion, proofOfEdit } from './cause-row.ts'

const DELETION = 'metadata.deletionTimestamp'

/** Row 16. The Pod is not of the revision that its workload rolls out. */
function rollout(facts: TransitionFacts): FoundCause | undefined {
  const deleted = deletionOf(facts)
  const workload = facts.owners?.workload
  const target = facts.owners?.target
  const { pod } = facts
  const revision = pod && podRevision(pod)
  if (!deleted || !pod || !workload?.last || target === undefined || revision === undefined) return undefined
  if (revision === target || isBeyondEnd(pod, workload.last) || isBelowPartition(pod, workload.last)) return undefined
  const told = eventsOfOwners(facts, ['ScalingReplicaSet', 'SuccessfulDelete'])
  const proof = [
    ...deleted,
    proofOf({ object: pod }, 'revision', revision),
    proofOf({ object: workload.last }, 'revision', target),
    ...told,
  ]
  return { confidence: 'proven', object: keyOf(workload.last), proof }
}

/** Row 17. The workload wants fewer Pods of the revision that this one has. */
function scaleDown(facts: TransitionFacts): FoundCause | undefined {
  const deleted = deletionOf(facts)
  const workload = facts.owners?.workload
  const edit = workload && scaleEdit(workload, 'down')
  if (!deleted || !facts.pod || !edit) return undefined
  if (edit.after.kind === 'StatefulSet' && !isBeyondEnd(facts.pod, edit.after)) return undefined
  const { detail, proof: scaled } = scaledBy(facts, edit)
  const proof = [...deleted, proofOfEdit(edit, 'spec.replicas', replicasOf(edit.after)), ...scaled]
  return { confidence: 'proven', ...(detail !== undefined && { detail }), object: keyOf(edit.after), proof }
}

/** Row 18. What controls the Pod was deleted, or its namespace is. */
function ownerDeleted(facts: TransitionFacts): FoundCause | undefined {
  const { owners, pod, transition, window } = facts
  if (!facts.isLeaving || pod === undefined) return undefined
  for (const owner of owners?.chain.toReversed() ?? []) {
    const { deletion, last } = owner
    const deleting = owner.since(({ metadata }) => metadata.deletionTimestamp !== undefined)
    if (deletion && last) {
      return { confidence: 'proven', object: keyOf(last), proof: [proofOfDeletion(last, deletion.seq)] }
    }
    if (deleting) {
      const proof = [proofOf(deleting, DELETION, deleting.object.metadata.deletionTimestamp)]
      return { confidence: 'proven', object: keyOf(deleting.object), proof }
    }
  }
  const name = pod.metadata.namespace ?? ''
  const namespace = window.trail('Namespace', { namespace: undefined, name }, transition.at)
  const ending = namespace.since(({ metadata }) => metadata.deletionTimestamp !== undefined)
  const proof = ending && [proofOf(ending, DELETION, ending.object.metadata.deletionTimestamp)]
  return proof && { confidence: 'proven', object: keyOf(ending.object), proof }
}

/** Row 19. Somebody deleted the Pod; what controls it makes another. By whom is not known: only an audit log tells. */
function podDeleted(facts: TransitionFacts): FoundCause | undefined {
  const deleted = deletionOf(facts)
  if (!deleted || !facts.pod || !facts.owners) return undefined
  const [replacement] = facts.owners.replacements
  const made = replacement && proofOf({ object: replacement }, 'metadata.creationTimestamp', creationOf(replacement))
  const cordoned = facts.node?.nearest(({ spec }) => spec.unschedulable)
  const cordon = cordoned && proofOf(cordoned, 'spec.unschedulable', true)
  return {
    confidence: made || !facts.owners.isOwned ? 'proven' : 'inferred',
    ...(cordoned && { detail: 'cordoned' }),
    object: keyOf(facts.pod),
    proof: [...deleted, ...(made ? [made] : []), ...(cordon ? [cordon] : [])],
  }
}

/** Row 20. The Pod ended, and nobody had asked for it. */
function podEnded({ isLeaving, podTrail }: TransitionFacts): FoundCause | undefined {
  const ended = isLeaving
    ? podTrail?.nearest(
        ({ metadata, status }) =>
          metadata.deletionTimestamp === undefined && (status.phase === 'Failed' || status.phase === 'Succeeded'),
      )
    : undefined
  if (ended === undefined) return undefined
  const exits = ended.object.status.containerStatuses.flatMap(({ name, state }) =>
    state.terminated
      ? [proofOf(ended, `status.containerStatuses[${name}].state.terminated.exitCode`, state.terminated.exitCode)]
      : [],
  )
  const proof = [proofOf(ended, 'status.phase', ended.object.status.phase), ...exits]
  return { confidence: 'proven', detail: ended.object.status.phase, object: keyOf(ended.object), proof }
}

/** That somebody asked for the Pod to end. */
function deletionOf({ isLeaving, podTrail }: TransitionFacts): CauseProof[] | undefined {
  const deleted = isLeaving ? podTrail?.since(({ metadata }) => metadata.deletionTimestamp !== undefined) : undefined
  if (deleted) return [proofOf(deleted, DELETION, deleted.object.metadata.deletionTimestamp)]
  const { deletion, last } = podTrail ?? {}
  const isEnded = last?.status.phase === 'Failed' || last?.status.phase === 'Succeeded'
  return isLeaving && deletion && last && !isEnded ? [proofOfDeletion(last, deletion.seq)] : undefined
}

/** A workload came to want more Pods, or fewer; a DaemonSet wants one per Node. */
export function scaleEdit(
  workload: ObjectTrail<OwningWorkload>,
  direction: 'up' | 'down',
): Edit<OwningWorkload> | undefined {
  const isMeant = ({ after, before }: Edit<OwningWorkload>) =>
    replicasOf(after) > replicasOf(before) === (direction === 'up')
  return workload.edit(replicasOf, isMeant)
}

/** How many Pods are asked for; 0 for a DaemonSet, which asks for one a Node. */
export const replicasOf = (workload: OwningWorkload): number =>
  workload.kind === 'DaemonSet' ? 0 : workload.spec.replicas

/** A StatefulSet numbers its Pods, and has those with the lowest ordinals. */
export function isBeyondEnd(pod: Pod, workload: OwningWorkload): boolean {
  if (workload.kind !== 'StatefulSet') return false
  return ordinalOf(pod) >= workload.spec.ordinals.start + workload.spec.replicas
}

/** A rollout leaves it as it is: what ends it is made anew of the revision that it had (rule F.2). */
function isBelowPartition(pod: Pod, workload: OwningWorkload): boolean {
  return workload.kind === 'StatefulSet' && ordinalOf(pod) < firstUpdatedOrdinal(workload)
}

const ordinalOf = ({ metadata }: Pod): number => Number(/-(\d+)$/.exec(metadata.name)?.[1])

/** Who wanted another number: an autoscaler where it says so, else whoever wrote the field. */
export function scaledBy(
  facts: TransitionFacts,
  { after, at, writer }: Edit<OwningWorkload>,
): { readonly detail: string | undefined; readonly proof: readonly CauseProof[] } {
  const last = 'lastWriter' in after.derived ? after.derived.lastWriter.replicas : undefined
  const scaler = scalerOf(facts, after)
  if (scaler && isScaling(facts, { scaler, at, writer: last ?? writer })) {
    const time = proofOf({ object: scaler }, 'status.lastScaleTime', scaler.status.lastScaleTime)
    return { detail: 'hpa', proof: [time, ...eventsOf(facts, scaler.metadata.uid, ['SuccessfulRescale'])] }
  }
  return { detail: (last ?? writer)?.manager, proof: [] }
}

function isScaling(
  facts: TransitionFacts,
  { at, scaler, writer }: { scaler: HorizontalPodAutoscaler; at: number; writer: FieldManager | undefined },
): boolean {
  const { lastScaleTime } = scaler.status
  const isRecent = lastScaleTime !== undefined && Math.abs(timeOf(lastScaleTime).ms - at) <= CAUSE_WINDOW.beforeMs
  const isAutoscaler = writer === undefined || (writer.subresource === 'scale' && writer.manager.includes('controller'))
  return (isRecent && isAutoscaler) || eventsOf(facts, scaler.metadata.uid, ['SuccessfulRescale']).length > 0
}

function scalerOf(
  { window }: TransitionFacts,
  { kind, metadata }: OwningWorkload,
): HorizontalPodAutoscaler | undefined {
  for (const scaler of window.snapshot.ofKind('HorizontalPodAutoscaler', metadata.namespace)) {
    const { scaleTargetRef } = scaler.spec
    if (scaleTargetRef.kind === kind && scaleTargetRef.name === metadata.name) return scaler
  }
  return undefined
}

function eventsOfOwners(facts: TransitionFacts, reasons: readonly string[]): CauseProof[] {
  return (facts.owners?.chain ?? []).flatMap(({ last }) => eventsOf(facts, last?.metadata.uid, reasons).slice(-1))
}

function eventsOf(facts: TransitionFacts, uid: string | undefined, reasons: readonly string[]): CauseProof[] {
  return facts
    .eventsAbout(uid, ({ reason }) => reasons.includes(reason))
    .flatMap(({ after, seq }) => (after ? [proofOf({ object: after, seq }, 'message', after.message)] : []))
}

const creationOf = ({ metadata }: Pod): string => metadata.creationTimestamp

/** What ends a Pod by the will of somebody, or by itself. */
export const WORKLOAD_ROWS: readonly CauseRow[] = [
  { kind: 'rollout', find: rollout },
  { kind: 'scale-down', find: scaleDown },
  { kind: 'owner-deleted', find: ownerDeleted },
  { kind: 'pod-deleted', find: podDeleted },
  { kind: 'pod-ended', find: podEnded },
]
