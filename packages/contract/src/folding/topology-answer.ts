import type { Topology, TopologyEdge, TopologyNode } from '@portolan/domain'
import type { Coverage } from '../primitives.ts'
import type { TopologyEdge as EdgeAnswer, TopologyNode as NodeAnswer, Topology as TopologyAnswer } from '../topology.ts'

export interface TopologyParts {
  readonly topology: Topology
  readonly coverage: Coverage
  /** Epoch ms. */
  readonly time: number
}

/** A topology as it is told. */
export function topologyAnswer({ topology, coverage, time }: TopologyParts): TopologyAnswer {
  return {
    at: new Date(time).toISOString(),
    seq: topology.seq,
    coverage,
    nodes: topology.nodes.map(nodeAnswer),
    edges: topology.edges.map(edgeAnswer),
  }
}

export function nodeAnswer(node: TopologyNode): NodeAnswer {
  return {
    key: node.key,
    kind: node.kind,
    namespace: node.namespace ?? null,
    name: node.name,
    uid: 'uid' in node ? (node.uid ?? null) : null,
    presence: node.presence,
    health: node.health,
    facts: { ...node.facts },
  }
}

export function edgeAnswer({ from, to, relation, state, facts }: TopologyEdge): EdgeAnswer {
  return { from, to, relation, state, facts: { ...facts } }
}
