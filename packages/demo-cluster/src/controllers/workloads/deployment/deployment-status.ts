import { toTimestamp } from '../../../api-server/assigned-identity.ts'
import type { Deployment, DeploymentStatus, ReplicaSet, WorkloadCondition } from '../../objects/workloads.ts'
import type { Revisions } from './revisions.ts'
import { budgetOf } from './rolling-budget.ts'

/** A deadline nobody can miss: progress is not watched. */
const NO_DEADLINE_SECONDS = 2_147_483_647

export const conditionOfDeployment = (status: DeploymentStatus, type: string): WorkloadCondition | undefined =>
  status.conditions?.find((condition) => condition.type === type)

type NewCondition = Pick<WorkloadCondition, 'type' | 'status' | 'reason' | 'message'>

/**
 * Put a condition last in the list, as the real controller does; equal status and reason change nothing, and
 * `lastTransitionTime` moves only with the status. Source: deployment/util SetDeploymentCondition.
 */
export function setCondition(status: DeploymentStatus, condition: NewCondition, now: number): void {
  const existing = conditionOfDeployment(status, condition.type)
  if (existing?.status === condition.status && existing.reason === condition.reason) return
  replaceCondition(status, condition, now)
}

/** As `setCondition`, but saying it again counts: `lastUpdateTime` becomes now. */
export function replaceCondition(status: DeploymentStatus, condition: NewCondition, now: number): void {
  const existing = conditionOfDeployment(status, condition.type)
  const time = toTimestamp(now)
  const others = (status.conditions ?? []).filter(({ type }) => type !== condition.type)
  const lastTransitionTime = existing?.status === condition.status ? existing.lastTransitionTime : time
  status.conditions = [
    ...others,
    {
      type: condition.type,
      status: condition.status,
      lastUpdateTime: time,
      lastTransitionTime,
      reason: condition.reason,
      message: condition.message,
    },
  ]
}

const sum = (sets: readonly ReplicaSet[], count: (set: ReplicaSet) => number | undefined): number =>
  sets.reduce((total, set) => total + (count(set) ?? 0), 0)

/** Counters that are 0 are left out, as Go writes them. */
const counter = (name: string, value: number): Record<string, number> => (value === 0 ? {} : { [name]: value })

/**
 * What the ReplicaSets' own statuses add up to, with `Available`. Terminating Pods are counted apart.
 * Source: pkg/controller/deployment calculateStatus.
 */
export function countedStatus(deployment: Deployment, { current, old }: Revisions, now: number): DeploymentStatus {
  const sets = current === undefined ? old : [...old, current]
  const available = sum(sets, ({ status }) => status.availableReplicas)
  const status: DeploymentStatus = {
    observedGeneration: deployment.metadata.generation ?? 0,
    ...counter(
      'replicas',
      sum(sets, (set) => set.status.replicas),
    ),
    ...counter('updatedReplicas', current?.status.replicas ?? 0),
    ...counter(
      'readyReplicas',
      sum(sets, (set) => set.status.readyReplicas),
    ),
    ...counter('availableReplicas', available),
    ...counter('unavailableReplicas', Math.max(0, sum(sets, ({ spec }) => spec.replicas) - available)),
    terminatingReplicas: sum(sets, (set) => set.status.terminatingReplicas),
    conditions: [...(deployment.status.conditions ?? [])],
  }
  const isAvailable = available >= deployment.spec.replicas - budgetOf(deployment).unavailable
  setCondition(status, isAvailable ? AVAILABLE : UNAVAILABLE, now)
  return status
}

const AVAILABLE: NewCondition = {
  type: 'Available',
  status: 'True',
  reason: 'MinimumReplicasAvailable',
  message: 'Deployment has minimum availability.',
}
const UNAVAILABLE: NewCondition = {
  type: 'Available',
  status: 'False',
  reason: 'MinimumReplicasUnavailable',
  message: 'Deployment does not have minimum availability.',
}

/** Every replica is of the present template and available. Source: deployment/util DeploymentComplete. */
export const isComplete = ({ spec, metadata }: Deployment, status: DeploymentStatus): boolean =>
  (status.updatedReplicas ?? 0) === spec.replicas &&
  (status.replicas ?? 0) === spec.replicas &&
  (status.availableReplicas ?? 0) === spec.replicas &&
  (status.observedGeneration ?? 0) >= (metadata.generation ?? 0)

/** Source: deployment/util DeploymentProgressing. */
function hasProgressed({ status: before }: Deployment, after: DeploymentStatus): boolean {
  const outdated = ({ replicas, updatedReplicas }: DeploymentStatus): number => (replicas ?? 0) - (updatedReplicas ?? 0)
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    outdated(after) < outdated(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  )
}

/** Epoch ms when the rollout counts as stuck; `undefined` when no deadline runs. */
export function progressDeadline({ spec, status }: Deployment): number | undefined {
  const progressing = conditionOfDeployment(status, 'Progressing')
  if (spec.progressDeadlineSeconds === NO_DEADLINE_SECONDS || progressing?.lastUpdateTime === undefined)
    return undefined
  if (progressing.reason === 'NewReplicaSetAvailable' || progressing.reason === 'ProgressDeadlineExceeded') {
    return undefined
  }
  return Date.parse(progressing.lastUpdateTime) + spec.progressDeadlineSeconds * 1000
}

/**
 * Say in `Progressing` how the rollout goes: done, moving, or past its deadline.
 * Source: pkg/controller/deployment syncRolloutStatus.
 */
export function judgeProgress(
  deployment: Deployment,
  status: DeploymentStatus,
  { setName, now }: { setName: string; now: number },
): void {
  const progressing = conditionOfDeployment(deployment.status, 'Progressing')
  const isSettled = status.replicas === status.updatedReplicas && progressing?.reason === 'NewReplicaSetAvailable'
  if (deployment.spec.progressDeadlineSeconds === NO_DEADLINE_SECONDS || isSettled) return
  const named = `ReplicaSet "${setName}"`
  const deadline = progressDeadline(deployment)
  if (isComplete(deployment, status)) {
    setCondition(status, progress('True', 'NewReplicaSetAvailable', `${named} has successfully progressed.`), now)
  } else if (hasProgressed(deployment, status)) {
    replaceCondition(status, progress('True', 'ReplicaSetUpdated', `${named} is progressing.`), now)
  } else if (deadline !== undefined && deadline < now) {
    setCondition(status, progress('False', 'ProgressDeadlineExceeded', `${named} has timed out progressing.`), now)
  }
}

/** A `Progressing` condition. */
export const progress = (status: WorkloadCondition['status'], reason: string, message: string): NewCondition => ({
  type: 'Progressing',
  status,
  reason,
  message,
})
