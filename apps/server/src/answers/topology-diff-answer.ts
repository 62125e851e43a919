import { type Coverage, type TopologyDiff, timestamp } from '@portolan/contract'
import { edgeAnswer, nodeAnswer, type TopologyParts } from '@portolan/contract/folding'
import { type ChangedPair, type Topology, topologyDifference } from '@portolan/domain'
import { fieldDifferences } from './field-differences.ts'

/** What it takes to come from one topology to another of the same view. */
export function topologyDiffAnswer(from: TopologyParts, to: TopologyParts): TopologyDiff {
  const { added, removed, changed } = topologyDifference(from.topology, to.topology)
  return {
    from: moment(from),
    to: moment(to),
    added: partsAnswer(added),
    removed: partsAnswer(removed),
    changed: {
      nodes: changed.nodes.map((pair) => changedAnswer(pair, nodeAnswer)),
      edges: changed.edges.map((pair) => changedAnswer(pair, edgeAnswer)),
    },
  }
}

function moment({ topology, coverage, time }: TopologyParts): { at: string; seq: number; coverage: Coverage } {
  return { at: timestamp(time), seq: topology.seq, coverage }
}

function partsAnswer({ nodes, edges }: Pick<Topology, 'nodes' | 'edges'>): TopologyDiff['added'] {
  return { nodes: nodes.map(nodeAnswer), edges: edges.map(edgeAnswer) }
}

function changedAnswer<Part, Answer extends object>(pair: ChangedPair<Part>, answer: (part: Part) => Answer) {
  const [before, after] = [answer(pair.before), answer(pair.after)]
  return { before, after, differences: fieldDifferences(before, after) }
}
