import { z } from 'zod'
import { Coverage, ObjectKeyText, Timestamp } from './primitives.ts'

export const RELATIONS = [
  'route',
  'default-backend',
  'slice',
  'endpoint',
  'class',
  'controller',
  'parent',
  'front',
  'alias',
  'owner',
  'node',
  'selects',
  'scales',
  'policy',
] as const

export const TopologyNode = z
  .object({
    key: ObjectKeyText,
    kind: z.string(),
    namespace: z.string().nullable(),
    name: z.string(),
    uid: z.string().nullable().describe('null unless observed'),
    presence: z
      .enum(['observed', 'referenced', 'unknown'])
      .describe('observed; named but absent; named, but its kind may not be read'),
    health: z.enum(['ok', 'warning', 'error', 'unknown']),
    facts: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TopologyNode' })
export type TopologyNode = z.infer<typeof TopologyNode>

export const TopologyEdge = z
  .object({
    from: ObjectKeyText,
    to: ObjectKeyText,
    relation: z.enum(RELATIONS),
    state: z.enum(['resolved', 'missing', 'unknown', 'ambiguous']),
    facts: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TopologyEdge' })
export type TopologyEdge = z.infer<typeof TopologyEdge>

export const Topology = z
  .object({
    at: Timestamp,
    seq: z.int(),
    coverage: Coverage,
    nodes: z.array(TopologyNode),
    edges: z.array(TopologyEdge),
  })
  .meta({ id: 'Topology' })
export type Topology = z.infer<typeof Topology>
