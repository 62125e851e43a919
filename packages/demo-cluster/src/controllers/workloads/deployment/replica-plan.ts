import type { Deployment, ReplicaSet } from '../../objects/workloads.ts'
import { MAX_REPLICAS, type Revisions } from './revisions.ts'
import { budgetOf } from './rolling-budget.ts'

/** How many replicas one ReplicaSet is to have; the number it has already only refreshes its annotations. */
export interface ScaleStep {
  set: ReplicaSet
  replicas: number
}

const total = (sets: readonly ReplicaSet[]): number => sets.reduce((count, { spec }) => count + spec.replicas, 0)
const available = (sets: readonly ReplicaSet[]): number =>
  sets.reduce((count, { status }) => count + (status.availableReplicas ?? 0), 0)
const isActive = ({ spec }: ReplicaSet): boolean => spec.replicas > 0

/**
 * Replicas for the ReplicaSet of the present template: as many as wanted, within the surge.
 * Source: deployment/util NewRSNewReplicas.
 */
export function replicasOfCurrent(deployment: Deployment, { current, old }: Revisions): number {
  const has = current?.spec.replicas ?? 0
  if (deployment.spec.strategy.type === 'Recreate') return deployment.spec.replicas
  if (has > deployment.spec.replicas) return deployment.spec.replicas
  const room = deployment.spec.replicas + budgetOf(deployment).surge - (total(old) + has)
  return room <= 0 ? has : has + Math.min(room, deployment.spec.replicas - has)
}

/**
 * What may leave the old ReplicaSets now: first what does not work anyway, then what the budget lets go, oldest first.
 * Source: pkg/controller/deployment reconcileOldReplicaSets.
 */
export function shrinkOld(deployment: Deployment, current: ReplicaSet, old: readonly ReplicaSet[]): ScaleStep[] {
  const active = old.filter(isActive)
  const minAvailable = deployment.spec.replicas - budgetOf(deployment).unavailable
  const newUnavailable = current.spec.replicas - (current.status.availableReplicas ?? 0)
  const most = total(active) + current.spec.replicas - minAvailable - newUnavailable
  if (active.length === 0 || most <= 0) return []
  const cleaned = takeUnhealthy(active, most)
  const sets = active.map((set) => ({ ...set, spec: { ...set.spec, replicas: replicasAfter(set, cleaned) } }))
  const healthy = takeHealthy(sets, available([...active, current]) - minAvailable)
  return active
    .map((set) => ({ set, replicas: replicasAfter(sets.find(isSame(set)) ?? set, healthy) }))
    .filter(({ set, replicas }) => replicas !== set.spec.replicas)
}

const isSame =
  (set: ReplicaSet) =>
  (other: ReplicaSet): boolean =>
    other.metadata.uid === set.metadata.uid

const replicasAfter = (set: ReplicaSet, taken: ReadonlyMap<string, number>): number =>
  set.spec.replicas - (taken.get(set.metadata.uid) ?? 0)

function takeUnhealthy(sets: readonly ReplicaSet[], most: number): Map<string, number> {
  return take(sets, most, ({ spec, status }) => spec.replicas - (status.availableReplicas ?? 0))
}

const takeHealthy = (sets: readonly ReplicaSet[], most: number): Map<string, number> =>
  take(sets, most, ({ spec }) => spec.replicas)

function take(sets: readonly ReplicaSet[], most: number, from: (set: ReplicaSet) => number): Map<string, number> {
  const taken = new Map<string, number>()
  let left = most
  for (const set of sets) {
    const count = Math.max(0, Math.min(left, from(set)))
    if (count > 0) taken.set(set.metadata.uid, count)
    left -= count
  }
  return taken
}

/**
 * The steps that follow an edit of `spec.replicas` alone. One active ReplicaSet takes it all; in the middle of a
 * rollout each gets its share. Source: pkg/controller/deployment scale.
 */
export function followScale(deployment: Deployment, { current, old }: Revisions): ScaleStep[] {
  const sets = current === undefined ? [...old] : [...old, current]
  const active = sets.filter(isActive)
  const only = active.length === 0 ? (current ?? old.at(-1)) : active.length === 1 ? active[0] : undefined
  if (only !== undefined) return [{ set: only, replicas: deployment.spec.replicas }]
  if (current !== undefined && (current.status.availableReplicas ?? 0) === deployment.spec.replicas) {
    return old.filter(isActive).map((set) => ({ set, replicas: 0 }))
  }
  return deployment.spec.strategy.type === 'RollingUpdate' ? shareOut(deployment, active) : []
}

function shareOut(deployment: Deployment, active: readonly ReplicaSet[]): ScaleStep[] {
  const allowed = deployment.spec.replicas > 0 ? deployment.spec.replicas + budgetOf(deployment).surge : 0
  const change = allowed - total(active)
  const bySize = [...active].sort((a, b) => b.spec.replicas - a.spec.replicas)
  let left = change
  const shares = bySize.map((set) => {
    const annotatedMax = Number.parseInt(set.metadata.annotations?.[MAX_REPLICAS] ?? String(allowed), 10)
    const share = Math.round((set.spec.replicas * allowed) / Math.max(1, annotatedMax)) - set.spec.replicas
    const given = change > 0 ? Math.max(0, Math.min(share, left)) : Math.min(0, Math.max(share, left))
    left -= given
    return { set, replicas: set.spec.replicas + given }
  })
  return shares.map(({ set, replicas }, index) => ({
    set,
    replicas: Math.max(0, index === 0 ? replicas + left : replicas),
  }))
}
