import type { Condition, KubernetesObject } from './metadata.ts'
import type { LabelSelector } from './selector.ts'

/** policy/v1 PodDisruptionBudget. */
export interface PodDisruptionBudget extends KubernetesObject<'PodDisruptionBudget'> {
  readonly spec: {
    /** Absent selects nothing, an empty one every Pod of the namespace (policy/v1). */
    readonly selector?: LabelSelector
    readonly minAvailable?: number | string
    readonly maxUnavailable?: number | string
    readonly unhealthyPodEvictionPolicy?: string
  }
  readonly status: {
    readonly observedGeneration: number
    readonly currentHealthy: number
    readonly desiredHealthy: number
    readonly disruptionsAllowed: number
    readonly expectedPods: number
    readonly conditions: readonly Condition[]
  }
}
