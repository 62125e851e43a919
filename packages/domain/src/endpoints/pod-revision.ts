import type { Pod } from '../kubernetes/pod.ts'

/**
 * Which version of its workload a Pod runs: `pod-template-hash` of a ReplicaSet, else `controller-revision-hash` of a
 * StatefulSet (with the set's name in front) or DaemonSet (hash only). `undefined` for a bare Pod. (rule F.1)
 */
export function podRevision(pod: Pod): string | undefined {
  return pod.metadata.labels['pod-template-hash'] ?? pod.metadata.labels['controller-revision-hash']
}
