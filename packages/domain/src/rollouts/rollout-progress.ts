import type { Condition } from '../kubernetes/metadata.ts'
import type { DaemonSet, Deployment, StatefulSet } from '../kubernetes/workloads.ts'
import { isAcknowledged } from './revisions.ts'
import type { RollingWorkload } from './rolling-workload.ts'
import type { RolloutState } from './rollout-types.ts'

/** How far a workload says it is. What comes after `complete` is seen by its Pods, not by its status. */
export type RolloutProgress = Extract<
  RolloutState,
  'requested' | 'progressing' | 'paused' | 'stalled' | 'failed-create' | 'partitioned' | 'complete'
>

/**
 * How far a workload says it is with its newest template (rule F.2). Nothing of a status counts that was written before the
 * controller saw the template: it speaks of the one before.
 */
export function rolloutProgress(workload: RollingWorkload): RolloutProgress {
  if (workload.kind === 'Deployment' && workload.spec.paused) return 'paused'
  if (!isAcknowledged(workload)) return 'requested'
  switch (workload.kind) {
    case 'Deployment':
      return progressOfDeployment(workload)
    case 'StatefulSet':
      return progressOfStatefulSet(workload)
    case 'DaemonSet':
      return isDaemonSetComplete(workload) ? 'complete' : 'progressing'
  }
}

/** Source: deploymentutil DeploymentComplete; these counters leave out terminating Pods. */
function progressOfDeployment({ spec, status }: Deployment): RolloutProgress {
  const { availableReplicas, conditions, replicas, updatedReplicas } = status
  if ([replicas, updatedReplicas, availableReplicas].every((count) => count === spec.replicas)) return 'complete'
  const progressing = conditionOf(conditions, 'Progressing')
  const isRefused = progressing?.status === 'False' && progressing.reason === 'ReplicaSetCreateError'
  if (isRefused || conditionOf(conditions, 'ReplicaFailure')?.status === 'True') return 'failed-create'
  const isLate = progressing?.status === 'False' && progressing.reason === 'ProgressDeadlineExceeded'
  return isLate ? 'stalled' : 'progressing'
}

/** As many as the partition says, the lowest ordinals, keep the old revision; where the others are done, that is no stall. */
function progressOfStatefulSet({ spec, status }: StatefulSet): RolloutProgress {
  const { availableReplicas, readyReplicas, updatedReplicas } = status
  const isWhole = availableReplicas === spec.replicas && readyReplicas === spec.replicas
  if (!isWhole || status.updateRevision === undefined) return 'progressing'
  if (updatedReplicas === spec.replicas) return 'complete'
  const kept = Math.min(spec.replicas, spec.updateStrategy.rollingUpdate?.partition ?? 0)
  return kept > 0 && updatedReplicas >= spec.replicas - kept ? 'partitioned' : 'progressing'
}

function isDaemonSetComplete({ status }: DaemonSet): boolean {
  const { desiredNumberScheduled, numberAvailable, updatedNumberScheduled } = status
  return updatedNumberScheduled === desiredNumberScheduled && numberAvailable === desiredNumberScheduled
}

function conditionOf(conditions: readonly Condition[], type: string): Condition | undefined {
  return conditions.find((condition) => condition.type === type)
}
