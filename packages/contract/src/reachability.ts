import { z } from 'zod'
import { Coverage, ObjectKeyText, Timestamp } from './primitives.ts'
import { Message } from './resolution.ts'

const Direction = z.object({
  verdict: z.enum(['allow', 'deny', 'undefined', 'unknown']),
  isIsolated: z.boolean(),
  policies: z.array(ObjectKeyText).describe('policies that isolate this side'),
  decidedBy: z
    .object({ policy: ObjectKeyText, field: z.string() })
    .optional()
    .describe('the rule that allows, or the one that comes closest to it'),
  message: Message,
})

/** Whether NetworkPolicies let one Pod open a connection to another (domain rules I.1, I.2). */
export const Reachability = z
  .object({
    at: Timestamp,
    seq: z.int(),
    coverage: Coverage,
    from: z.string(),
    to: z.string(),
    port: z.int(),
    protocol: z.enum(['TCP', 'UDP', 'SCTP']),
    verdict: z.enum(['allow', 'deny', 'undefined', 'unknown']),
    egress: Direction,
    ingress: Direction,
    notes: z.array(Message).describe('what the cluster may do differently'),
  })
  .meta({ id: 'Reachability' })
export type Reachability = z.infer<typeof Reachability>
