import { z } from 'zod'
import { Evidence, page, Timestamp } from './primitives.ts'
import { Message } from './resolution.ts'

export const Moment = z
  .object({ at: Timestamp, notBefore: Timestamp, seq: z.int() })
  .meta({ id: 'Moment', description: 'It happened in (notBefore, at], on the clock of Portolan' })

export const RolloutRevision = z
  .object({
    hash: z.string().optional(),
    uid: z.string().optional(),
    number: z.int().optional(),
    images: z.record(z.string(), z.string()).describe('by container'),
  })
  .meta({ id: 'RolloutRevision' })

export const Verdict = z
  .object({
    kind: z.enum(['hitless', 'reduced', 'outage', 'stalled', 'unknown']),
    service: z.string().optional(),
    zeroReadyMs: z.number(),
    minReady: z.int().optional(),
    desired: z.int().optional(),
    longestLagMs: z.number().optional(),
    reasons: z.array(z.string()),
    sentence: Message,
  })
  .meta({ id: 'Verdict' })

const ReadyShare = z.object({ from: z.int(), to: z.int(), other: z.int() })

export const ServiceImpact = z
  .object({
    service: z.string(),
    minReady: z.int(),
    desired: z.int(),
    minAvailable: z.int(),
    zeroReadyMs: z.number(),
    zeroReady: z.array(
      z.object({ from: Moment, to: Moment.nullable(), servingTerminating: z.int(), reason: z.string() }),
    ),
    zeroReadyCount: z.int(),
    reducedMs: z.number(),
    missingPodMs: z.number(),
    belowBudgetMs: z.number(),
    wasBelowBudget: z.boolean(),
    mixedMs: z.number(),
    publishesNotReady: z.boolean(),
    sparkline: z.object({ from: Timestamp, bucketMs: z.number(), buckets: z.array(ReadyShare) }),
  })
  .meta({ id: 'ServiceImpact' })

/** One change of a workload's template, and what came of it. */
export const Rollout = z
  .object({
    id: z.string(),
    workload: z.object({ kind: z.string(), namespace: z.string(), name: z.string(), uid: z.string() }),
    trigger: z.enum(['update', 'restart', 'rollback']),
    revisions: z.object({ from: RolloutRevision, to: RolloutRevision }),
    state: z.enum([
      'requested',
      'progressing',
      'paused',
      'stalled',
      'failed-create',
      'partitioned',
      'complete',
      'drained',
      'superseded',
      'rolled-back',
      'deleted',
    ]),
    strategy: z.enum(['RollingUpdate', 'Recreate', 'OnDelete']),
    requestedAt: Timestamp,
    progressingAt: Timestamp.nullable(),
    completedAt: Timestamp.nullable(),
    drainedAt: Timestamp.nullable(),
    endedAt: Timestamp.nullable(),
    stalledAt: Timestamp.nullable(),
    requested: Moment,
    supersededBy: z.string().optional(),
    isOver: z.boolean(),
    verdict: Verdict,
    services: z.array(ServiceImpact),
    shortestDrainMs: z.number().optional(),
    coverage: z.number(),
    blind: z.array(z.object({ kind: z.string(), reason: z.string(), from: Timestamp, to: Timestamp.nullable() })),
  })
  .meta({ id: 'Rollout' })
export type Rollout = z.infer<typeof Rollout>

export const RolloutsPage = page(Rollout).extend({ at: Timestamp, seq: z.int() }).meta({ id: 'RolloutsPage' })
export type RolloutsPage = z.infer<typeof RolloutsPage>

export const PodLane = z
  .object({
    uid: z.string(),
    name: z.string(),
    namespace: z.string(),
    node: z.string().optional(),
    revision: z.string().optional(),
    role: z.enum(['old', 'new', 'other']),
    phases: z.array(
      z.object({
        phase: z.string(),
        at: Timestamp,
        earliest: Timestamp,
        latest: Timestamp,
        clock: z.enum(['portolan', 'api-server', 'node', 'controller']),
        source: z.string(),
        evidence: Evidence,
        seq: z.int().optional(),
        service: z.string().optional(),
      }),
    ),
    incidents: z.array(
      z.object({
        kind: z.enum(['restart', 'exit', 'waiting', 'event']),
        reason: z.string().optional(),
        container: z.string().optional(),
        exitCode: z.int().optional(),
        message: z.string().optional(),
        at: Timestamp,
        notBefore: Timestamp,
        seq: z.int(),
        evidence: Evidence,
      }),
    ),
    endpoints: z.array(z.object({ service: z.string(), state: z.string(), from: Timestamp, to: Timestamp.nullable() })),
    lagMs: z.number().optional(),
    lagUncertaintyMs: z.number().optional(),
    drainMs: z.number().optional(),
    graceUsed: z.number().optional(),
  })
  .meta({ id: 'PodLane' })
export type PodLane = z.infer<typeof PodLane>

export const RolloutSeries = z
  .object({
    service: z.string(),
    revisions: z.array(z.string().nullable()),
    steps: z.array(
      z.object({
        at: Timestamp,
        notBefore: Timestamp,
        seq: z.int(),
        ready: z.array(z.int()),
        servingTerminating: z.int(),
        desired: z.int(),
        minAvailable: z.int(),
      }),
    ),
  })
  .meta({ id: 'RolloutSeries' })
export type RolloutSeries = z.infer<typeof RolloutSeries>

/** One rollout with every Pod's way and the ready endpoints as a step function. */
export const RolloutDetail = Rollout.extend({
  pods: z.array(PodLane),
  podsLeftOut: z.int(),
  series: z.array(RolloutSeries),
  routes: z.array(z.object({ service: z.string(), url: z.string(), object: z.string() })).describe('what leads there'),
}).meta({ id: 'RolloutDetail' })
export type RolloutDetail = z.infer<typeof RolloutDetail>
