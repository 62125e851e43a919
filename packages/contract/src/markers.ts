import { z } from 'zod'
import { CAUSES } from './causes.ts'
import { Gap, Timestamp } from './primitives.ts'

const Steps = {
  from: Timestamp,
  to: Timestamp,
  stepMs: z.int().describe('length of a step; the last may be shorter'),
}

export const ZeroReadyMark = z
  .object({
    namespace: z.string(),
    name: z.string().describe('of the Service'),
    from: Timestamp,
    to: Timestamp.nullable().describe('null while it lasts'),
  })
  .meta({ id: 'ZeroReadyMark' })

export const RolloutMark = z
  .object({
    id: z.string(),
    workload: z.string().describe('`Deployment/shop/web`'),
    from: Timestamp,
    to: Timestamp.nullable().describe('null while it lasts'),
    verdict: z.enum(['hitless', 'reduced', 'outage', 'stalled', 'unknown']),
  })
  .meta({ id: 'RolloutMark' })

export const AlertMark = z
  .object({
    id: z.string(),
    severity: z.enum(['info', 'warning', 'error', 'critical']),
    title: z.string(),
    from: Timestamp,
    to: Timestamp.nullable().describe('null while it fires'),
  })
  .meta({ id: 'AlertMark' })

/** What a time bar draws. Marks are the newest ones where there are more than fit. */
export const Markers = z
  .object({
    ...Steps,
    seq: z.int(),
    oldestAt: Timestamp.nullable().describe('where the log begins; null while it is empty'),
    changes: z.array(z.int()).describe('recorded changes per step'),
    joins: z.array(z.int()).describe('endpoints added per step'),
    leaves: z.array(z.int()).describe('endpoints removed per step'),
    zeroReady: z.array(ZeroReadyMark),
    gaps: z.array(Gap),
    rollouts: z.array(RolloutMark),
    alerts: z.array(AlertMark),
  })
  .meta({ id: 'Markers' })
export type Markers = z.infer<typeof Markers>

const CauseCounts = z.partialRecord(z.enum(CAUSES), z.int())

export const ChurnStep = z
  .object({
    at: Timestamp.describe('when the step begins'),
    added: z.int(),
    removed: z.int(),
    flips: z.int().describe('became ready + became unready, without those that came or went'),
    ready: z.int().nullable().describe('ready endpoints at the end of the step; null where that is not known'),
    readyMin: z.int().nullable().describe('the fewest within the step; null unless the scope is one Service'),
    zeroReadyMs: z.int().describe('milliseconds without a ready endpoint'),
    causes: CauseCounts.optional().describe(
      'why, by kind of cause: joins, leaves and flips; where causes are asked for',
    ),
  })
  .meta({ id: 'ChurnStep' })

export const Churn = z
  .object({
    ...Steps,
    seq: z.int(),
    steps: z.array(ChurnStep),
    gaps: z.array(Gap),
    causesFrom: Timestamp.optional().describe('causes are told from here on; absent where they are not asked for'),
  })
  .meta({ id: 'Churn' })
export type Churn = z.infer<typeof Churn>

export const ServiceChurn = z
  .object({
    namespace: z.string(),
    name: z.string(),
    churn: z.int().describe('added + removed + flips'),
    added: z.int(),
    removed: z.int(),
    flips: z.int().describe('became ready + became unready, without those that came or went'),
    becameReady: z.int().describe('endpoints that came ready included'),
    becameUnready: z.int().describe('endpoints that left while ready included'),
    ready: z.int().nullable().describe('ready endpoints at the end; null where that is not known'),
    readyMin: z.int().nullable().describe('the fewest, once a step ended with a ready one; null where none did'),
    zeroReadyMs: z.int().describe('milliseconds without a ready endpoint'),
    churnBySteps: z.array(z.int()).describe('joins, leaves and flips of each step'),
    zeroReadyMsBySteps: z.array(z.int()),
    causes: CauseCounts.optional().describe('how often each kind was why, of `churn`; where causes are asked for'),
  })
  .meta({ id: 'ServiceChurn' })
export type ServiceChurn = z.infer<typeof ServiceChurn>

/** Which Services churn most. */
export const ServicesChurn = z
  .object({
    ...Steps,
    seq: z.int(),
    total: z.int().describe('how many Services churned: more than are listed where that is more than `limit`'),
    services: z.array(ServiceChurn).describe('most churn first, then by namespace and name'),
    gaps: z.array(Gap),
    causesFrom: Timestamp.optional().describe('causes are told from here on; absent where they are not asked for'),
  })
  .meta({ id: 'ServicesChurn' })
export type ServicesChurn = z.infer<typeof ServicesChurn>
