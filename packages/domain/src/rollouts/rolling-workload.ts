import type { DaemonSet, Deployment, StatefulSet } from '../kubernetes/workloads.ts'

/** An object that replaces its Pods when its template changes. */
export type RollingWorkload = Deployment | StatefulSet | DaemonSet

/** How it replaces them, as the API spells it. */
export type RollingStrategy = 'RollingUpdate' | 'Recreate' | 'OnDelete'

/** How a workload replaces its Pods; what the object leaves out has its default already. */
export function strategyOf(workload: RollingWorkload): RollingStrategy {
  return workload.kind === 'Deployment' ? workload.spec.strategy.type : workload.spec.updateStrategy.type
}
