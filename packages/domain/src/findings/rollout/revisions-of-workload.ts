import type { Pod } from '../../kubernetes/pod.ts'
import type { WatchedObject } from '../../kubernetes/watched-object.ts'
import type { Deployment, ReplicaSet } from '../../kubernetes/workloads.ts'
import type { RollingWorkload } from '../../rollouts/rolling-workload.ts'
import { compareText } from '../../text-order.ts'
import type { RuleView } from '../rule-view.ts'

const REVISION = 'deployment.kubernetes.io/revision'
const FORMER_REVISIONS = 'deployment.kubernetes.io/revision-history'

/** ReplicaSets that a Deployment controls, oldest first (rule F.1). */
export function replicaSetsOf({ metadata }: Deployment, view: RuleView): ReplicaSet[] {
  const owned = view.childrenOf(metadata.uid).filter((child) => child.kind === 'ReplicaSet')
  return owned.sort((a, b) => compareText(a.metadata.creationTimestamp, b.metadata.creationTimestamp))
}

/** The ReplicaSet of the template that a Deployment has, the oldest of several; else that of its revision number (rule F.1). */
export function replicaSetOfTemplate(deployment: Deployment, view: RuleView): ReplicaSet | undefined {
  const owned = replicaSetsOf(deployment, view)
  const { templateFingerprint } = deployment.derived
  return (
    owned.find(({ derived }) => derived.templateFingerprint === templateFingerprint) ??
    owned.find((replicaSet) => revisionNumber(replicaSet) === revisionNumber(deployment))
  )
}

/** The number a Deployment or ReplicaSet has; a rollback gives an old ReplicaSet a new one. `NaN` for none. */
export const revisionNumber = ({ metadata }: Deployment | ReplicaSet): number =>
  Number(metadata.annotations[REVISION] ?? Number.NaN)

/** The numbers a ReplicaSet had before; `''` for none. */
export const formerRevisions = ({ metadata }: ReplicaSet): string => metadata.annotations[FORMER_REVISIONS] ?? ''

/** Pods that an object controls directly. */
export function podsOwnedBy({ metadata }: WatchedObject, view: RuleView): Pod[] {
  return view.childrenOf(metadata.uid).filter((child) => child.kind === 'Pod')
}

/** Pods of the newest template: for a DaemonSet, which does not tell, all of them. */
export function newestPodsOf(workload: RollingWorkload, view: RuleView): Pod[] {
  if (workload.kind === 'Deployment') {
    const replicaSet = replicaSetOfTemplate(workload, view)
    return replicaSet ? podsOwnedBy(replicaSet, view) : []
  }
  const pods = podsOwnedBy(workload, view)
  if (workload.kind === 'DaemonSet') return pods
  return pods.filter((pod) => hashOf(pod) === workload.status.updateRevision)
}

/** Which ControllerRevision a Pod of a StatefulSet or DaemonSet was made from. */
export const hashOf = ({ metadata }: Pod): string | undefined => metadata.labels['controller-revision-hash']
