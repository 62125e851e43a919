import type { Snapshot } from '../history/snapshot.ts'
import { wantedPods } from '../services/matching-workloads.ts'
import { compareText } from '../text-order.ts'
import { currentRevision, replicaSetsOf, revisionOfReplicaSet } from './revisions.ts'
import { type RollingWorkload, strategyOf } from './rolling-workload.ts'
import { type RolloutProgress, rolloutProgress } from './rollout-progress.ts'
import type { Rollout, RolloutRevision, RolloutWorkload } from './rollout-types.ts'

/**
 * A workload that replaces its Pods though nobody saw it being asked to: it was under way when Portolan first looked, or its
 * request is forgotten. What became of endpoints before is not known, so there is no verdict, and none will come.
 */
export interface UnseenRequest {
  readonly workload: RolloutWorkload
  readonly state: Extract<RolloutProgress, 'progressing' | 'paused' | 'stalled' | 'failed-create'>
  readonly revisions: {
    /** Absent where it is not known; only Deployments tell. */
    readonly from?: RolloutRevision
    readonly to: RolloutRevision
  }
  /** How many Pods are of the new template, by the workload's own count. */
  readonly updated: number
  /** How many Pods are wanted. */
  readonly desired: number
}

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet'] as const

/**
 * Workloads that are being rolled out without a rollout, by namespace, kind and name. One of strategy `OnDelete`, and one that is
 * updated up to its partition, may stay as it is for ever: that is no rollout under way.
 *
 * @param underWay every rollout that is known and under way
 * @param namespaces absent: all
 */
export function unseenRequests(
  snapshot: Snapshot,
  underWay: Iterable<Rollout>,
  namespaces?: readonly string[],
): UnseenRequest[] {
  const known = new Set([...underWay].map(({ workload }) => workload.uid))
  const found: UnseenRequest[] = []
  for (const namespace of namespaces ?? [undefined]) {
    for (const kind of KINDS) {
      for (const workload of snapshot.ofKind(kind, namespace)) {
        const request = known.has(workload.metadata.uid) ? undefined : unseenRequestOf(workload, snapshot)
        if (request) found.push(request)
      }
    }
  }
  return found.sort((a, b) => compareText(placeOf(a), placeOf(b)))
}

function unseenRequestOf(workload: RollingWorkload, snapshot: Snapshot): UnseenRequest | undefined {
  const state = rolloutProgress(workload)
  if (state === 'complete' || state === 'requested' || state === 'partitioned') return undefined
  if (strategyOf(workload) === 'OnDelete' || !hasPodsOfBefore(workload, snapshot)) return undefined
  const { name, namespace = '', uid } = workload.metadata
  const from = replacedRevision(workload, snapshot)
  return {
    workload: { kind: workload.kind, namespace, name, uid },
    state,
    revisions: { ...(from && { from }), to: currentRevision(workload, snapshot) },
    updated: updatedPods(workload),
    desired: wantedPods(workload),
  }
}

/** Some of its Pods have another template than it has; while it is paused that asks for nothing unless both have Pods. */
function hasPodsOfBefore(workload: RollingWorkload, snapshot: Snapshot): boolean {
  switch (workload.kind) {
    case 'Deployment': {
      const { replicas, updatedReplicas } = workload.status
      const isMixed = replicas > updatedReplicas || replacedRevision(workload, snapshot) !== undefined
      return isMixed && (!workload.spec.paused || updatedReplicas > 0)
    }
    case 'StatefulSet': {
      const { currentRevision, replicas, updateRevision, updatedReplicas } = workload.status
      return currentRevision !== updateRevision && replicas > updatedReplicas
    }
    case 'DaemonSet':
      return workload.status.currentNumberScheduled > workload.status.updatedNumberScheduled
  }
}

/** The ReplicaSet of another template that is to have the most Pods. Other kinds do not tell. */
function replacedRevision(workload: RollingWorkload, snapshot: Snapshot): RolloutRevision | undefined {
  const { templateFingerprint } = workload.derived
  const [largest] = replicaSetsOf(workload, snapshot)
    .filter(({ derived, spec }) => spec.replicas > 0 && derived.templateFingerprint !== templateFingerprint)
    .sort((a, b) => b.spec.replicas - a.spec.replicas)
  return largest && revisionOfReplicaSet(largest)
}

function updatedPods(workload: RollingWorkload): number {
  return workload.kind === 'DaemonSet' ? workload.status.updatedNumberScheduled : workload.status.updatedReplicas
}

const placeOf = ({ workload: { kind, name, namespace } }: UnseenRequest): string => `${namespace}/${kind}/${name}`
