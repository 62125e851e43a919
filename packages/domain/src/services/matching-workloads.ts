import type { Snapshot } from '../history/snapshot.ts'
import type { Service } from '../kubernetes/service.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from '../kubernetes/workloads.ts'

/** Something that makes Pods of one template. */
export type Workload = Deployment | StatefulSet | DaemonSet | ReplicaSet

const WORKLOAD_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'] as const

/** An object that decides by itself how many Pods there should be; a Deployment's ReplicaSets do not. */
export function isWorkload(object: WatchedObject | undefined): object is Workload {
  if (object?.kind === 'ReplicaSet') return !object.metadata.ownerReferences.some(({ controller }) => controller)
  return WORKLOAD_KINDS.some((kind) => kind === object?.kind)
}

/** How many Pods a workload should have; for a DaemonSet as many as there are nodes for it. */
export function wantedPods(workload: Workload): number {
  return workload.kind === 'DaemonSet' ? workload.status.desiredNumberScheduled : workload.spec.replicas
}

/** Whether an equality selector matches labels. An empty one matches nothing (rule D.3). */
export function isMatchedBy(
  labels: Readonly<Record<string, string>>,
  selector: Readonly<Record<string, string>>,
): boolean {
  let isEmpty = true
  for (const key in selector) {
    if (labels[key] !== selector[key]) return false
    isEmpty = false
  }
  return !isEmpty
}

/** Workloads of its namespace whose template a Service selects. Costs a look at every workload of the namespace. */
export function* workloadsBehind(service: Service, snapshot: Snapshot): IterableIterator<Workload> {
  const { selector } = service.spec
  for (const kind of WORKLOAD_KINDS) {
    for (const workload of snapshot.ofKind(kind, service.metadata.namespace)) {
      if (isMatchedBy(workload.derived.templateLabels, selector) && isWorkload(workload)) yield workload
    }
  }
}

/**
 * How many Pods the workloads whose template a Service selects should have together; `undefined` where no workload matches.
 * Costs a look at every workload of the namespace.
 */
export function desiredReplicas(service: Service, snapshot: Snapshot): number | undefined {
  let desired: number | undefined
  for (const workload of workloadsBehind(service, snapshot)) desired = (desired ?? 0) + wantedPods(workload)
  return desired
}
