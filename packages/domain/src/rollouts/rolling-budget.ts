import { type Workload, wantedPods } from '../services/matching-workloads.ts'
import { isAcknowledged } from './revisions.ts'
import type { RollingWorkload } from './rolling-workload.ts'

/** How many Pods a rolling update may add and take away, resolved for a number of replicas (rule F.3). */
export interface RollingBudget {
  readonly surge: number
  readonly unavailable: number
}

/** Numbers, or percentages as the API writes them. */
export interface WrittenBudget {
  readonly maxSurge: number | string
  readonly maxUnavailable: number | string
}

/**
 * Percentages of the replicas: surge rounded up, unavailable rounded down; where both come to nothing, one may be unavailable,
 * or nothing could ever move. Source: deploymentutil ResolveFenceposts.
 *
 * @param round how a percentage that may be unavailable is rounded
 */
export function rollingBudget(
  { maxSurge, maxUnavailable }: WrittenBudget,
  replicas: number,
  round: (value: number) => number = Math.floor,
): RollingBudget {
  const surge = resolved(maxSurge, replicas, Math.ceil)
  const unavailable = resolved(maxUnavailable, replicas, round)
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable }
}

/**
 * How many Pods a workload promises to keep available while it rolls, of those it wants: nothing with `Recreate` and
 * `OnDelete`. A StatefulSet replaces one at a time unless `maxUnavailable` is written; a DaemonSet rounds a percentage up.
 * Source: pkg/controller/daemon/util UnavailableCount.
 *
 * @param wanted how many Pods it should have
 */
export function minAvailable(workload: RollingWorkload, wanted: number): number {
  const written = writtenBudget(workload)
  if (written === undefined) return 0
  const { unavailable } = rollingBudget(written, wanted, workload.kind === 'DaemonSet' ? Math.ceil : Math.floor)
  return wanted - Math.min(unavailable, wanted)
}

/** How many Pods a workload promises now: all that it wants, but while it replaces Pods what its strategy promises. */
export function promisedPods(workload: Workload): number {
  const wanted = wantedPods(workload)
  return workload.kind === 'ReplicaSet' || !isReplacing(workload) ? wanted : minAvailable(workload, wanted)
}

/** Its controller has not seen the newest template, or not every Pod is of it, or its status says that it goes on (rule F.2). */
export function isReplacing(workload: Workload): boolean {
  if (workload.kind === 'ReplicaSet') return false
  if (!isAcknowledged(workload)) return true
  const wanted = wantedPods(workload)
  if (workload.kind === 'DaemonSet') return workload.status.updatedNumberScheduled < wanted
  const { replicas, updatedReplicas } = workload.status
  if (updatedReplicas < wanted) return true
  if (workload.kind === 'StatefulSet') return false
  return replicas > updatedReplicas || workload.status.conditions.some(({ reason }) => reason === 'ReplicaSetUpdated')
}

function writtenBudget(workload: RollingWorkload): WrittenBudget | undefined {
  switch (workload.kind) {
    case 'Deployment':
      return workload.spec.strategy.rollingUpdate
    case 'DaemonSet':
      return workload.spec.updateStrategy.rollingUpdate
    case 'StatefulSet': {
      const { rollingUpdate } = workload.spec.updateStrategy
      return rollingUpdate && { maxSurge: 0, maxUnavailable: rollingUpdate.maxUnavailable ?? 1 }
    }
  }
}

function resolved(written: number | string, replicas: number, round: (value: number) => number): number {
  if (typeof written === 'number') return written
  return round((Number.parseInt(written, 10) * replicas) / 100)
}
