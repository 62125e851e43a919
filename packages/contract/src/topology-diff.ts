import { z } from 'zod'
import { Difference } from './changes.ts'
import { Coverage, Timestamp } from './primitives.ts'
import { TopologyEdge, TopologyNode } from './topology.ts'

const Moment = z.object({ at: Timestamp, seq: z.int(), coverage: Coverage })

/** What it takes to come from the topology of one instant to that of another; nodes by key, edges by ends, relation and rule. */
export const TopologyDiff = z
  .object({
    from: Moment,
    to: Moment,
    added: z.object({ nodes: z.array(TopologyNode), edges: z.array(TopologyEdge) }),
    removed: z.object({ nodes: z.array(TopologyNode), edges: z.array(TopologyEdge) }),
    changed: z.object({
      nodes: z.array(z.object({ before: TopologyNode, after: TopologyNode, differences: z.array(Difference) })),
      edges: z.array(z.object({ before: TopologyEdge, after: TopologyEdge, differences: z.array(Difference) })),
    }),
  })
  .meta({ id: 'TopologyDiff' })
export type TopologyDiff = z.infer<typeof TopologyDiff>
