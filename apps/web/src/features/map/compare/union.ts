import type { Topology, TopologyDiff, TopologyEdge, TopologyNode } from '@portolan/contract'
import type { Side } from '../../../time/use-compared.ts'
import type { MarkedEdge, MarkedNode, MarkedTopology } from '../scene/marks.ts'

/**
 * Everything there is in A or in B as one topology, in which what differs is marked: the chart of it has the same places
 * whichever side is drawn. What changed is as it was in A on that side, else as it is in B.
 *
 * @param after the topology of B, at the very `seq` the difference leads to
 */
export function unionOf(after: Topology, difference: TopologyDiff, side: Side): MarkedTopology {
  return { ...after, nodes: nodesOf(after, difference, side), edges: edgesOf(after, difference, side) }
}

function nodesOf(after: Topology, { added, removed, changed }: TopologyDiff, side: Side): MarkedNode[] {
  const isAdded = new Set(added.nodes.map(({ key }) => key))
  const changes = new Map(changed.nodes.map((change) => [change.after.key, change]))
  const kept = after.nodes.map((node): MarkedNode => {
    const change = changes.get(node.key)
    if (change) return { ...(side === 'a' ? change.before : node), mark: 'changed', before: change.before }
    return isAdded.has(node.key) ? { ...node, mark: 'added' } : node
  })
  return [...kept, ...removed.nodes.map((node: TopologyNode): MarkedNode => ({ ...node, mark: 'removed' }))]
}

function edgesOf(after: Topology, { added, removed, changed }: TopologyDiff, side: Side): MarkedEdge[] {
  // An edge has no key; the difference repeats it as it is, so that equal text is the same edge.
  const isAdded = new Set(added.edges.map(textOf))
  const changes = new Map(changed.edges.map((change) => [textOf(change.after), change]))
  const kept = after.edges.map((edge): MarkedEdge => {
    if (isAdded.size === 0 && changes.size === 0) return edge
    const text = textOf(edge)
    const change = changes.get(text)
    if (change) return { ...(side === 'a' ? change.before : edge), mark: 'changed' }
    return isAdded.has(text) ? { ...edge, mark: 'added' } : edge
  })
  return [...kept, ...removed.edges.map((edge): MarkedEdge => ({ ...edge, mark: 'removed' }))]
}

function textOf(edge: TopologyEdge): string {
  return JSON.stringify(edge)
}
