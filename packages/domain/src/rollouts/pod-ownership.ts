import { podRevision } from '../endpoints/pod-revision.ts'
import type { Snapshot } from '../history/snapshot.ts'
import type { Pod } from '../kubernetes/pod.ts'

/** Whether a Pod has a revision of a workload: it is controlled by it, or by a ReplicaSet that it controls (rule D.7). */
export function isPodOf(workloadUid: string, pod: Pod, snapshot: Snapshot): boolean {
  const owner = pod.metadata.ownerReferences.find(({ controller }) => controller)
  if (owner === undefined || podRevision(pod) === undefined) return false
  if (owner.uid === workloadUid) return true
  const replicaSet = snapshot.byUid('ReplicaSet', owner.uid)
  return replicaSet?.metadata.ownerReferences.some(({ uid }) => uid === workloadUid) ?? false
}
