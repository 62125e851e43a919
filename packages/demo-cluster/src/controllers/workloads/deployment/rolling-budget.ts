import type { Deployment, IntOrPercent } from '../../objects/workloads.ts'

export interface RollingBudget {
  /** Pods allowed beyond `spec.replicas`. */
  surge: number
  /** Pods allowed to be missing. */
  unavailable: number
}

/**
 * A number, or a share of `total`.
 * Source: apimachinery util/intstr GetScaledValueFromIntOrPercent.
 */
export function scaledValue(value: IntOrPercent, total: number, round: 'up' | 'down'): number {
  if (typeof value === 'number') return value
  const share = (Number.parseInt(value, 10) * total) / 100
  return round === 'up' ? Math.ceil(share) : Math.floor(share)
}

/**
 * How far a rolling update may go at once. Surge rounds up, unavailable rounds down, and both 0 would never move.
 * Source: pkg/controller/deployment/util ResolveFenceposts.
 */
export function rollingBudget(maxSurge: IntOrPercent, maxUnavailable: IntOrPercent, replicas: number): RollingBudget {
  const surge = scaledValue(maxSurge, replicas, 'up')
  const unavailable = scaledValue(maxUnavailable, replicas, 'down')
  return surge === 0 && unavailable === 0 ? { surge, unavailable: 1 } : { surge, unavailable }
}

/** The budget of a Deployment; none under Recreate, nor when it wants no Pods. */
export function budgetOf({ spec }: Deployment): RollingBudget {
  const rolling = spec.strategy.rollingUpdate
  if (spec.strategy.type !== 'RollingUpdate' || rolling === undefined) return { surge: 0, unavailable: 0 }
  const { surge, unavailable } = rollingBudget(rolling.maxSurge, rolling.maxUnavailable, spec.replicas)
  return { surge, unavailable: Math.min(unavailable, spec.replicas) }
}
