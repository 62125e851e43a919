import type { ObjectKey } from '../kubernetes/object-key.ts'
import type { Topology, TopologyEdge } from './topology.ts'

/** The part of a topology within `depth` edges of one node, in either direction, with every edge between what is left. */
export function neighbourhood(topology: Topology, focus: ObjectKey, depth: number): Topology {
  const edgesAt = edgesByEnd(topology.edges)
  const reached = new Set([focus])
  let frontier = [focus]
  for (let distance = 0; distance < depth && frontier.length > 0; distance++) {
    const next = new Set(frontier.flatMap((key) => (edgesAt.get(key) ?? []).flatMap(({ from, to }) => [from, to])))
    frontier = [...next].filter((key) => !reached.has(key))
    for (const key of frontier) reached.add(key)
  }
  return {
    seq: topology.seq,
    nodes: topology.nodes.filter(({ key }) => reached.has(key)),
    edges: topology.edges.filter(({ from, to }) => reached.has(from) && reached.has(to)),
  }
}

function edgesByEnd(edges: readonly TopologyEdge[]): ReadonlyMap<ObjectKey, readonly TopologyEdge[]> {
  const byEnd = new Map<ObjectKey, TopologyEdge[]>()
  for (const edge of edges) {
    for (const end of [edge.from, edge.to]) {
      const known = byEnd.get(end)
      if (known) known.push(edge)
      else byEnd.set(end, [edge])
    }
  }
  return byEnd
}
