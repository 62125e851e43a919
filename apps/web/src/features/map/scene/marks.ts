import type { Topology, TopologyEdge, TopologyNode } from '@portolan/contract'

/** What a comparison says of a thing: only in B, only in A, in both and not the same. */
export type Mark = 'added' | 'removed' | 'changed'

export interface MarkedNode extends TopologyNode {
  readonly mark?: Mark
  /** As it was in A, where it changed. */
  readonly before?: TopologyNode
}

export interface MarkedEdge extends TopologyEdge {
  readonly mark?: Mark
}

/** A topology, or two in one: then everything that is not the same in both is marked. */
export interface MarkedTopology extends Omit<Topology, 'nodes' | 'edges'> {
  readonly nodes: readonly MarkedNode[]
  readonly edges: readonly MarkedEdge[]
}
