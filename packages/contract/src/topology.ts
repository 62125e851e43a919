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

export const TopologyMatches = z
  .object({
    at: Timestamp,
    seq: z.int(),
    keys: z.array(ObjectKeyText).describe('of what has a card and matches, ascending'),
    since: Timestamp.nullable().describe(
      'with `changed`: how far back the log was read; later than asked for where it holds too much. Else null',
    ),
  })
  .meta({ id: 'TopologyMatches' })
export type TopologyMatches = z.infer<typeof TopologyMatches>

export const Placement = z
  .object({
    at: Timestamp,
    seq: z.int(),
    services: z
      .array(
        z.object({
          key: ObjectKeyText,
          byNode: z.array(
            z.object({ node: z.string().nullable(), ready: z.int(), unready: z.int(), terminating: z.int() }),
          ),
        }),
      )
      .describe('Services with endpoints, by key; their nodes by name, endpoints without one last'),
    nodes: z
      .array(
        z.object({
          name: z.string(),
          zone: z.string().nullable(),
          isReady: z.boolean().nullable(),
          isSchedulable: z.boolean().nullable(),
        }),
      )
      .describe('every node that is named, by name; null where Nodes may not be read'),
  })
  .meta({ id: 'Placement' })
export type Placement = z.infer<typeof Placement>
