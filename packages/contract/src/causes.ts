import { z } from 'zod'
import { ObjectKeyText, Timestamp } from './primitives.ts'
import { Message } from './resolution.ts'

/** The rows of the table of causes, in its order. */
export const CAUSES = [
  'selector-edited',
  'pod-relabelled',
  'ports-edited',
  'service-deleted',
  'node-gone',
  'taint-eviction',
  'eviction',
  'preemption',
  'kubelet-eviction',
  'node-not-ready',
  'out-of-memory',
  'crash',
  'probe-restart',
  'readiness-gate',
  'readiness-probe',
  'rollout',
  'scale-down',
  'owner-deleted',
  'pod-deleted',
  'pod-ended',
  'new-pod',
  'recovered',
  'unknown',
] as const

/** Why an endpoint was lost or gained. */
export const Cause = z
  .object({
    kind: z.enum(CAUSES),
    row: z.int().min(1).max(CAUSES.length),
    confidence: z.enum(['proven', 'inferred']).describe('inferred: an Event, or nearness in time, was needed'),
    detail: z.string().optional().describe('what more is known, one stable word: `drain`, `hpa`, `scale-up`'),
    object: ObjectKeyText.optional().describe('what did it'),
    proof: z.array(
      z.object({
        object: ObjectKeyText,
        field: z.string(),
        value: z.unknown(),
        seq: z.int().optional().describe('of the change that told it; absent where it was so long before'),
      }),
    ),
    missing: z.array(z.enum(['pod', 'hand-made-slice', 'gap', 'permission', 'window'])).optional(),
    sentence: Message,
  })
  .meta({ id: 'Cause' })
export type Cause = z.infer<typeof Cause>

const EndpointStanding = z.enum(['ready', 'unready', 'terminating-serving', 'terminating']).nullable()

/** What one change of the log did to endpoints, and why. */
export const ChangeCauses = z
  .object({
    seq: z.int(),
    observedAt: Timestamp,
    isSettled: z
      .boolean()
      .describe('false in the 15 seconds after the change: what may prove another cause can still be told'),
    isComplete: z.boolean().describe('false where more happened around it than is looked at: nothing is told then'),
    items: z.array(
      z.object({
        service: z.string().describe('`namespace/name`'),
        identity: z
          .string()
          .describe('uid of the Pod, else the address; where only ports changed the key of the slice'),
        pod: z.string().nullable().describe('`namespace/name`'),
        from: EndpointStanding.describe('null where the endpoint joined'),
        to: EndpointStanding.describe('null where it left'),
        cause: Cause,
      }),
    ),
  })
  .meta({ id: 'ChangeCauses' })
export type ChangeCauses = z.infer<typeof ChangeCauses>
