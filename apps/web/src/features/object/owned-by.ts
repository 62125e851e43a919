import type { TopologyEdge } from '@portolan/contract'
import { groupBy } from '../../cluster/group-by.ts'

/** Keys of everything that belongs to an object, directly or through others: the ReplicaSets of a Deployment, and their Pods. */
export function ownedBy(edges: readonly TopologyEdge[], key: string): ReadonlySet<string> {
  const belongings = groupBy(
    edges.filter(({ relation }) => relation === 'owner'),
    ({ to }) => to,
  )
  const owned = new Set<string>()
  const open = [key]
  for (let owner = open.pop(); owner !== undefined; owner = open.pop()) {
    for (const { from } of belongings.get(owner) ?? []) {
      if (owned.has(from)) continue
      owned.add(from)
      open.push(from)
    }
  }
  return owned
}
