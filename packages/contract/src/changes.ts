import { z } from 'zod'
import { Evidence, FieldManager, page, Timestamp } from './primitives.ts'

export const Difference = z
  .object({
    path: z.string().describe('`spec.containers[web].image`; empty for the whole object'),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
  })
  .meta({ id: 'Difference' })

/** One change in the log, as REST and socket tell it. */
export const RecordedChange = z
  .object({
    seq: z.int(),
    observedAt: Timestamp,
    observedFrom: Timestamp.optional().describe('Set where it happened somewhere in (observedFrom, observedAt]'),
    evidence: Evidence,
    change: z.enum(['added', 'modified', 'deleted']),
    kind: z.string(),
    namespace: z.string().nullable().describe('null for cluster-scoped kinds'),
    name: z.string(),
    uid: z.string(),
    resourceVersion: z.string(),
    writer: FieldManager.optional(),
    differences: z.array(Difference),
  })
  .meta({ id: 'RecordedChange' })
export type RecordedChange = z.infer<typeof RecordedChange>

export const ChangesPage = page(RecordedChange).meta({ id: 'ChangesPage' })
export type ChangesPage = z.infer<typeof ChangesPage>
