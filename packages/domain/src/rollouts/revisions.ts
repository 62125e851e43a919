import { podRevision } from '../endpoints/pod-revision.ts'
import type { Snapshot } from '../history/snapshot.ts'
import { timeOf } from '../kubernetes/api-time.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { ControllerRevision, ReplicaSet, StatefulSet } from '../kubernetes/workloads.ts'
import { compareText } from '../text-order.ts'
import type { RollingWorkload } from './rolling-workload.ts'
import type { Moment, RolloutRevision } from './rollout-types.ts'

const NUMBER = 'deployment.kubernetes.io/revision'
const FORMER_NUMBERS = 'deployment.kubernetes.io/revision-history'

/**
 * By how much the API server's clock may be off ours before a revision that was just made would count as an older one. Only
 * ControllerRevisions need it: they tell their age and nothing else.
 */
const CLOCK_TOLERANCE_MS = 60_000

/** ReplicaSets whose controller is this Deployment, by uid, never by name; oldest first. Empty for other kinds. */
export function replicaSetsOf({ kind, metadata }: RollingWorkload, snapshot: Snapshot): ReplicaSet[] {
  if (kind !== 'Deployment') return []
  const owned = snapshot.childrenOf(metadata.uid).filter((object) => object.kind === 'ReplicaSet')
  return owned.sort((a, b) => compareText(a.metadata.creationTimestamp, b.metadata.creationTimestamp))
}

/** Pods that belong to a workload, through its ReplicaSets where it is a Deployment (rule D.7). */
export function podsOf(workload: RollingWorkload, snapshot: Snapshot): Pod[] {
  const owners = workload.kind === 'Deployment' ? replicaSetsOf(workload, snapshot) : [workload]
  return owners.flatMap(({ metadata }) => snapshot.childrenOf(metadata.uid).filter((object) => object.kind === 'Pod'))
}

/**
 * The revision of the template that a workload has (rule F.1): the ReplicaSet with the same template, the oldest of several;
 * `status.updateRevision` of a StatefulSet. A DaemonSet does not tell: that of most of its Pods. Without `hash` where the
 * controller has not seen the template yet.
 */
export function currentRevision(workload: RollingWorkload, snapshot: Snapshot): RolloutRevision {
  const { images } = workload.derived
  if (workload.kind === 'Deployment') {
    const replicaSet = replicaSetOfTemplate(workload, snapshot)
    return replicaSet ? { ...revisionOfReplicaSet(replicaSet), images } : { images }
  }
  const hash = workload.kind === 'StatefulSet' ? updateRevision(workload) : commonRevision(podsOf(workload, snapshot))
  return { ...(hash !== undefined && { hash }), images }
}

/** What is known of a rollout while its target is looked for. */
export interface TargetClues {
  readonly from: RolloutRevision
  readonly requested: Moment
  /** Pods of the workload that were first seen after the request. */
  readonly newPods: readonly Pod[]
}

/** The revision a rollout leads to; `undefined` until the controller has made or chosen it. */
export function targetRevision(
  workload: RollingWorkload,
  clues: TargetClues,
  snapshot: Snapshot,
): RolloutRevision | undefined {
  const revision =
    workload.kind === 'DaemonSet'
      ? newRevisionOfDaemonSet(workload, clues, snapshot)
      : currentRevision(workload, snapshot)
  return revision?.hash === undefined || revision.hash === clues.from.hash ? undefined : revision
}

/** The revision that a ReplicaSet is made for; its number only where the Deployment controller wrote one. */
export function revisionOfReplicaSet({ metadata, derived }: ReplicaSet): RolloutRevision {
  const hash = metadata.labels['pod-template-hash']
  const number = Number(metadata.annotations[NUMBER])
  return {
    ...(hash !== undefined && { hash }),
    uid: metadata.uid,
    ...(number > 0 && { number }),
    images: derived.images,
  }
}

/**
 * Whether a revision was there before the rollout was requested (rule F.2). A ReplicaSet keeps its former numbers; until its
 * number has risen it is lower than that of the revision it replaces. A ControllerRevision tells its age only.
 */
export function isRollback(
  workload: RollingWorkload,
  { from, to, requested }: { readonly from: RolloutRevision; readonly to: RolloutRevision; readonly requested: Moment },
  snapshot: Snapshot,
): boolean {
  if (workload.kind === 'Deployment') {
    const replicaSet = to.uid === undefined ? undefined : snapshot.byUid('ReplicaSet', to.uid)
    const hasFormerNumbers = (replicaSet?.metadata.annotations[FORMER_NUMBERS] ?? '') !== ''
    return hasFormerNumbers || (to.number !== undefined && from.number !== undefined && to.number < from.number)
  }
  const [older, newer] = [to, from].map(({ hash }) => controllerRevisionOf(workload, hash, snapshot))
  if (older === undefined) return false
  const madeAt = createdAt(older)
  return madeAt + CLOCK_TOLERANCE_MS < requested.notBefore || (newer !== undefined && madeAt < createdAt(newer))
}

function replicaSetOfTemplate(
  workload: Extract<RollingWorkload, { kind: 'Deployment' }>,
  snapshot: Snapshot,
): ReplicaSet | undefined {
  const owned = replicaSetsOf(workload, snapshot)
  const { templateFingerprint } = workload.derived
  const same = owned.find(({ derived }) => derived.templateFingerprint === templateFingerprint)
  if (same || !isAcknowledged(workload)) return same
  return owned.find(({ metadata }) => metadata.annotations[NUMBER] === workload.metadata.annotations[NUMBER])
}

/**
 * The lowest ordinal that a rollout of a StatefulSet replaces: the partition counts from the first ordinal that there is.
 * Source: pkg/controller/statefulset newVersionedStatefulSetPod, rule F.2.
 */
export function firstUpdatedOrdinal({ spec }: StatefulSet): number {
  return spec.ordinals.start + (spec.updateStrategy.rollingUpdate?.partition ?? 0)
}

/** The controller has seen the newest specification: the status speaks of it. */
export function isAcknowledged({ metadata, status }: RollingWorkload): boolean {
  return status.observedGeneration >= (metadata.generation ?? 0)
}

function updateRevision(workload: Extract<RollingWorkload, { kind: 'StatefulSet' }>): string | undefined {
  return isAcknowledged(workload) ? workload.status.updateRevision : undefined
}

function commonRevision(pods: readonly Pod[]): string | undefined {
  const counts = new Map<string, number>()
  for (const pod of pods) {
    const revision = podRevision(pod)
    if (revision !== undefined) counts.set(revision, (counts.get(revision) ?? 0) + 1)
  }
  return [...counts].sort(([a, countA], [b, countB]) => countB - countA || compareText(a, b))[0]?.[0]
}

/** It shows it by a ControllerRevision that is new, or after a rollback, which makes none, by the first Pod made from it. */
function newRevisionOfDaemonSet(
  workload: RollingWorkload,
  { from, requested, newPods }: TargetClues,
  snapshot: Snapshot,
): RolloutRevision | undefined {
  if (!isAcknowledged(workload)) return undefined
  const newest = controllerRevisionsOf(workload, snapshot).at(-1)
  const made = newest && createdAt(newest) + CLOCK_TOLERANCE_MS >= requested.notBefore ? [hashOf(newest)] : []
  const hash = [...made, ...newPods.map(podRevision)].find((found) => found !== undefined && found !== from.hash)
  return hash === undefined ? undefined : { hash, images: workload.derived.images }
}

function controllerRevisionsOf({ metadata }: RollingWorkload, snapshot: Snapshot): ControllerRevision[] {
  const owned = snapshot.childrenOf(metadata.uid).filter((object) => object.kind === 'ControllerRevision')
  return owned.sort((a, b) => createdAt(a) - createdAt(b))
}

function controllerRevisionOf(
  workload: RollingWorkload,
  hash: string | undefined,
  snapshot: Snapshot,
): ControllerRevision | undefined {
  return controllerRevisionsOf(workload, snapshot).find((revision) => hash !== undefined && hashOf(revision) === hash)
}

/** As Pods carry it: a DaemonSet's hash alone, a StatefulSet's with the set's name in front, which is the object's name. */
function hashOf({ metadata }: ControllerRevision): string {
  return metadata.labels['controller-revision-hash'] ?? metadata.name
}

const createdAt = (object: { readonly metadata: { readonly creationTimestamp: string } }): number =>
  timeOf(object.metadata.creationTimestamp).ms
