import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from '../../kubernetes/workloads.ts'
import type { Health } from '../health.ts'
import type { WorkloadFacts } from '../node-facts.ts'

export function workloadFacts(workload: Deployment | ReplicaSet | StatefulSet | DaemonSet): WorkloadFacts {
  if (workload.kind === 'DaemonSet') {
    const { desiredNumberScheduled: desired, numberReady: ready } = workload.status
    return { desired, ready, isPaused: false }
  }
  const isPaused = workload.kind === 'Deployment' && workload.spec.paused
  return { desired: workload.spec.replicas, ready: workload.status.readyReplicas, isPaused }
}

/** As many ready as there should be; none of several is an error. */
export function workloadHealth({ desired, ready }: WorkloadFacts): Health {
  if (ready >= desired) return 'ok'
  return ready === 0 ? 'error' : 'warning'
}
