import type { Snapshot } from '../../history/snapshot.ts'
import type { NetworkPolicy } from '../../kubernetes/network-policy.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { PodDisruptionBudget } from '../../kubernetes/pod-disruption-budget.ts'
import type { LabelSelector } from '../../kubernetes/selector.ts'
import type { PolicyFacts } from '../edge-facts.ts'
import { isSelectedBy } from '../label-selector.ts'
import type { EdgeOf } from '../topology.ts'

/**
 * The Pods a NetworkPolicy applies to: those of its namespace that its selector matches; an empty selector matches all.
 * Source: networking.k8s.io/v1 NetworkPolicy.spec.podSelector, rule I.1.1.
 */
export function policyPodEdges(policy: NetworkPolicy, snapshot: Snapshot): EdgeOf<'policy'>[] {
  const { podSelector, policyTypes } = policy.spec
  return edgesTo(podSelector, { policy, facts: { policyTypes } }, snapshot)
}

/**
 * The Pods of which evictions must leave some: an empty selector matches all of the namespace, an absent one none.
 * Source: policy/v1 PodDisruptionBudget.spec.selector, rule D.7.
 */
export function disruptionBudgetEdges(policy: PodDisruptionBudget, snapshot: Snapshot): EdgeOf<'policy'>[] {
  const { disruptionsAllowed } = policy.status
  return edgesTo(policy.spec.selector, { policy, facts: { disruptionsAllowed } }, snapshot)
}

function edgesTo(
  selector: LabelSelector | undefined,
  { policy, facts }: { readonly policy: NetworkPolicy | PodDisruptionBudget; readonly facts: PolicyFacts },
  snapshot: Snapshot,
): EdgeOf<'policy'>[] {
  const from = keyOf(policy)
  const edges: EdgeOf<'policy'>[] = []
  for (const pod of snapshot.ofKind('Pod', policy.metadata.namespace)) {
    if (!isSelectedBy(pod.metadata.labels, selector)) continue
    edges.push({ from, to: keyOf(pod), relation: 'policy', state: 'resolved', facts })
  }
  return edges
}
