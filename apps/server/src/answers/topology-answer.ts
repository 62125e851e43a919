import { type Coverage, type Topology as TopologyAnswer, timestamp } from '@portolan/contract'
import type { Topology } from '@portolan/domain'

export interface TopologyParts {
  readonly topology: Topology
  readonly coverage: Coverage
  /** Epoch ms. */
  readonly time: number
}

export function topologyAnswer({ topology, coverage, time }: TopologyParts): TopologyAnswer {
  return {
    at: timestamp(time),
    seq: topology.seq,
    coverage,
    nodes: topology.nodes.map((node) => ({
      key: node.key,
      kind: node.kind,
      namespace: node.namespace ?? null,
      name: node.name,
      uid: 'uid' in node ? (node.uid ?? null) : null,
      presence: node.presence,
      health: node.health,
      facts: { ...node.facts },
    })),
    edges: topology.edges.map(({ from, to, relation, state, facts }) => ({
      from,
      to,
      relation,
      state,
      facts: { ...facts },
    })),
  }
}
