import { isPodReady, type Pod, readySince } from '../objects/pod.ts'

const PHASE_RANK: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 }

/**
 * The Pods of one owner, the first to be deleted first: unassigned before assigned, not ready before ready, crowded
 * nodes before empty ones, ready for a short time before ready for long, often restarted before calm, young before old.
 * Source: pkg/controller ActivePodsWithRanks.
 *
 * @param related all Pods of the owner: they make a node crowded
 */
export function inOrderOfDeletion(active: readonly Pod[], related: readonly Pod[]): Pod[] {
  const crowd = new Map<string | undefined, number>()
  for (const { spec } of related) crowd.set(spec.nodeName, (crowd.get(spec.nodeName) ?? 0) + 1)
  const rank = (pod: Pod): number[] => [
    pod.spec.nodeName === undefined ? 0 : 1,
    PHASE_RANK[pod.status.phase] ?? 1,
    isPodReady(pod) ? 1 : 0,
    deletionCost(pod),
    -(crowd.get(pod.spec.nodeName) ?? 0),
    -(isPodReady(pod) ? (readySince(pod) ?? 0) : 0),
    -restartsOf(pod),
    -Date.parse(pod.metadata.creationTimestamp),
  ]
  return active
    .map((pod) => ({ pod, rank: rank(pod) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ pod }) => pod)
}

const deletionCost = ({ metadata }: Pod): number =>
  Number.parseInt(metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? '0', 10)

const restartsOf = ({ status }: Pod): number =>
  Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }) => restartCount))

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
