import { z } from 'zod'
import { Evidence, Gap, page, Timestamp } from './primitives.ts'
import { Message, RoutesTo } from './resolution.ts'

/** In the order in which a Pod usually goes through them. */
export const POD_PHASES = [
  'created',
  'scheduled',
  'acknowledged',
  'sandbox',
  'endpoint-added',
  'images',
  'initialized',
  'started',
  'startup-passed',
  'containers-ready',
  'gates-passed',
  'ready',
  'endpoint-ready',
  'deletion-requested',
  'endpoint-terminating',
  'stopping',
  'not-serving',
  'exited',
  'terminal',
  'endpoint-removed',
  'deleted',
] as const

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

const RolloutWorkload = z.object({ kind: z.string(), namespace: z.string(), name: z.string(), uid: z.string() })

/** One change of a workload's template, and what came of it. */
export const Rollout = z
  .object({
    id: z.string(),
    workload: RolloutWorkload,
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
    blind: z.array(Gap).describe('in which something of it may have gone unseen; cut to the rollout'),
  })
  .meta({ id: 'Rollout' })
export type Rollout = z.infer<typeof Rollout>

/** A workload that replaces its Pods though its request is not in the log. */
export const UnseenRequest = z
  .object({
    workload: RolloutWorkload,
    state: z.enum(['progressing', 'paused', 'stalled', 'failed-create']),
    revisions: z.object({ from: RolloutRevision.optional(), to: RolloutRevision }),
    updated: z.int().describe('Pods of the new template, as the workload counts them'),
    desired: z.int(),
  })
  .meta({
    id: 'UnseenRequest',
    description: 'A workload that is rolled out now, though it was asked to before Portolan watched: without verdict',
  })
export type UnseenRequest = z.infer<typeof UnseenRequest>

export const RolloutsPage = page(Rollout)
  .extend({
    unseenRequests: z
      .array(UnseenRequest)
      .optional()
      .describe('by namespace; only of the present, on the first page, without a range, and once the log is read'),
    at: Timestamp,
    seq: z.int(),
    isComplete: z
      .boolean()
      .describe('false while the log is still read for rollouts that were requested before Portolan was started'),
    foldedTo: Timestamp.optional().describe('so far it is read; absent where it is read, and before it is begun'),
  })
  .meta({ id: 'RolloutsPage' })
export type RolloutsPage = z.infer<typeof RolloutsPage>

export const PhaseMark = z
  .object({
    phase: z.enum(POD_PHASES),
    at: Timestamp.describe('by the clock named in `clock`'),
    earliest: Timestamp,
    latest: Timestamp,
    clock: z.enum(['portolan', 'api-server', 'node', 'controller']),
    source: z.string().describe('field of the API object, or what was received'),
    evidence: Evidence.optional(),
    told: Moment.optional().describe('the change that told it; absent for what was so when the rollout was requested'),
    service: z.string().optional().describe('for the phases of an endpoint'),
  })
  .meta({ id: 'PhaseMark' })

export const LaneIncident = z
  .object({
    kind: z.enum(['restart', 'exit', 'waiting', 'event']),
    reason: z.string().optional(),
    container: z.string().optional(),
    exitCode: z.int().optional(),
    restartCount: z.int().optional(),
    type: z.string().optional().describe('of an Event: Normal, Warning'),
    message: z.string().optional(),
    told: Moment,
    evidence: Evidence,
  })
  .meta({ id: 'LaneIncident' })

export const PodLane = z
  .object({
    uid: z.string(),
    name: z.string(),
    namespace: z.string(),
    node: z.string().optional(),
    revision: z.string().optional(),
    role: z.enum(['old', 'new', 'other']),
    phases: z.array(PhaseMark).describe('in the usual order of phases, then by Service'),
    incidents: z.array(LaneIncident),
    incidentsLeftOut: z.int(),
    endpoints: z.array(
      z.object({
        service: z.string(),
        state: z.enum(['ready', 'unready', 'terminating-serving', 'terminating']),
        from: Moment,
        isInherited: z.boolean().describe('it was so before the rollout was requested'),
        to: Moment.nullable().describe('null while it lasts'),
      }),
    ),
    endpointsLeftOut: z.int(),
    lagMs: z
      .number()
      .optional()
      .describe('Ready to ready in a slice, both as received; the longest of several Services'),
    drainMs: z.number().optional().describe('serving after it left the ready endpoints; the shortest of several'),
    graceUsed: z.number().optional().describe('share of the grace period it took to stop; above 1 it was killed'),
  })
  .meta({ id: 'PodLane' })
export type PodLane = z.infer<typeof PodLane>

export const RolloutSeries = z
  .object({
    service: z.string(),
    revisions: z.array(z.string().nullable()).describe('the old one first, the new one last'),
    steps: z
      .array(
        z.object({
          from: Moment,
          ready: z.array(z.int()).describe('in the order of `revisions`'),
          servingTerminating: z.int(),
          desired: z.int(),
          minAvailable: z.int(),
          merged: z.int().describe('how many exact steps it stands for; it shows the one with the fewest ready'),
        }),
      )
      .describe('a step function'),
  })
  .meta({ id: 'RolloutSeries' })
export type RolloutSeries = z.infer<typeof RolloutSeries>

const Numbers = {
  count: z.int(),
  min: z.number(),
  median: z.number(),
  p90: z.number(),
  max: z.number(),
  discarded: z.int().describe('told late, by a list, or artefacts: in none of the numbers'),
}

export const Distribution = z.object(Numbers).meta({ id: 'Distribution' })

export const LagDistribution = z
  .object({ ...Numbers, skewMs: z.number().describe('by so much the two streams were seen to be apart') })
  .meta({ id: 'LagDistribution' })

export const DurationRange = z
  .object({ least: z.number(), most: z.number() })
  .meta({ id: 'DurationRange', description: 'Milliseconds that are certain, and that are possible' })

/** One rollout with every Pod's way, the ready endpoints as a step function, and what was measured. */
export const RolloutDetail = Rollout.extend({
  pods: z.array(PodLane),
  podsLeftOut: z.int(),
  series: z.array(RolloutSeries),
  endpointLag: LagDistribution.optional(),
  programmingLag: Distribution.optional().describe('mixed clocks, whole seconds'),
  drainOverlap: Distribution.optional(),
  graceUsed: Distribution.optional(),
  requestedToComplete: DurationRange.optional(),
  completeToDrained: DurationRange.optional(),
  routes: z.array(RoutesTo.shape.urls.element).describe('every rule that leads to one of its Services'),
}).meta({ id: 'RolloutDetail' })
export type RolloutDetail = z.infer<typeof RolloutDetail>
