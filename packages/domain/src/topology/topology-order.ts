import { compareText } from '../text-order.ts'
import type { TopologyEdge, TopologyNode } from './topology.ts'

/** The order of `Topology.nodes`. */
export function byKey(a: TopologyNode, b: TopologyNode): number {
  return compareText(a.key, b.key)
}

/** The order of `Topology.edges`; several edges may be equal in it. */
export function byEndsAndRelation(a: TopologyEdge, b: TopologyEdge): number {
  return compareText(a.from, b.from) || compareText(a.to, b.to) || compareText(a.relation, b.relation)
}
