import type { Snapshot } from '../../history/snapshot.ts'
import type { NetworkPolicy } from '../../kubernetes/network-policy.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import { isSelectedBy } from '../label-selector.ts'
import type { EdgeOf } from '../topology.ts'

/**
 * The Pods a NetworkPolicy applies to: those of its namespace that its selector matches; an empty selector matches all.
 * Source: networking.k8s.io/v1 NetworkPolicy.spec.podSelector, rule I.1.1.
 */
export function policyPodEdges(policy: NetworkPolicy, snapshot: Snapshot): EdgeOf<'policy'>[] {
  const { podSelector, policyTypes } = policy.spec
  const from = keyOf(policy)
  const edges: EdgeOf<'policy'>[] = []
  for (const pod of snapshot.ofKind('Pod', policy.metadata.namespace)) {
    if (!isSelectedBy(pod.metadata.labels, podSelector)) continue
    edges.push({ from, to: keyOf(pod), relation: 'policy', state: 'resolved', facts: { policyTypes } })
  }
  return edges
}
