import { z } from 'zod'
import { Coverage, ObjectKeyText, Timestamp } from './primitives.ts'

/** A sentence for people: `text` in English; `id` and `args` for catalogues of other languages. */
export const Message = z
  .object({ id: z.string(), args: z.record(z.string(), z.union([z.string(), z.number()])), text: z.string() })
  .meta({ id: 'Message' })
export type Message = z.infer<typeof Message>

export const FieldEvidence = z
  .object({
    object: ObjectKeyText,
    field: z.string().optional().describe('absent: the object as a whole, or its absence'),
  })
  .meta({ id: 'FieldEvidence' })

export const TrafficEntry = z
  .object({
    kind: z.enum(['ingress-controller', 'gateway']),
    profile: z.enum(['ingress', 'ingress-nginx', 'gateway']),
    name: z.string(),
    classes: z.array(z.string()),
    gateway: ObjectKeyText.optional(),
    addresses: z.array(z.string()),
  })
  .meta({ id: 'TrafficEntry', description: 'What receives the request first' })

export const ResolutionOutcome = z
  .object({
    kind: z.enum(['backend', 'redirect', 'not-found', 'unavailable', 'error', 'unknown']),
    status: z.int().optional().describe('what a client would see; absent for a backend, which chooses its own'),
    location: z.string().optional(),
    message: Message,
  })
  .meta({ id: 'ResolutionOutcome', description: 'Expected, never observed' })

export const RuleCandidate = z
  .object({
    object: ObjectKeyText,
    field: z.string(),
    host: z.string().optional().describe('absent: every host'),
    path: z.string().optional(),
    pathType: z.string().optional(),
    conditions: z.array(z.string()),
    backends: z.array(ObjectKeyText),
    verdict: z.enum(['won', 'lost', 'not-matched', 'ignored', 'undecided']),
    reason: Message,
  })
  .meta({ id: 'RuleCandidate' })
export type RuleCandidate = z.infer<typeof RuleCandidate>

export const PolicyVerdict = z
  .object({ verdict: z.enum(['allowed', 'denied', 'unknown']), policies: z.array(ObjectKeyText) })
  .meta({ id: 'PolicyVerdict' })

export const ResolvedEndpoint = z
  .object({
    address: z.string(),
    port: z.int().optional(),
    slice: ObjectKeyText.optional(),
    pod: ObjectKeyText.optional(),
    container: z.string().optional(),
    portName: z.string().optional(),
    node: z.string().optional(),
    state: z.string(),
    isUsed: z.boolean(),
    policy: PolicyVerdict.optional(),
  })
  .meta({ id: 'ResolvedEndpoint' })

export const ResolvedBackend = z
  .object({
    namespace: z.string(),
    service: z.string(),
    port: z.union([z.int(), z.string()]).optional(),
    servicePort: z
      .object({
        name: z.string(),
        port: z.int(),
        protocol: z.enum(['TCP', 'UDP', 'SCTP']),
        targetPort: z.union([z.int(), z.string()]),
      })
      .optional(),
    role: z.enum(['rule', 'canary', 'default', 'mirror']),
    weight: z.number(),
    share: z.number().describe('part of the traffic, 0 to 1'),
    state: z.enum(['resolved', 'missing', 'unknown', 'ambiguous']),
    status: z.int().optional(),
    problem: Message.optional(),
    endpoints: z.array(ResolvedEndpoint),
    counts: z.object({ total: z.int(), used: z.int() }),
  })
  .meta({ id: 'ResolvedBackend' })
export type ResolvedBackend = z.infer<typeof ResolvedBackend>

export const ResolutionStep = z
  .object({
    id: z.enum(['entry', 'host', 'path', 'tls', 'filters', 'backend', 'endpoints', 'policy', 'outcome']),
    state: z.enum(['ok', 'fail', 'unknown', 'ambiguous']),
    message: Message,
    evidence: z.array(FieldEvidence),
  })
  .meta({ id: 'ResolutionStep' })
export type ResolutionStep = z.infer<typeof ResolutionStep>

/** What is expected to happen to one request at one instant. */
export const Resolution = z
  .object({
    at: Timestamp,
    seq: z.int(),
    coverage: Coverage,
    request: z.object({
      scheme: z.string(),
      host: z.string(),
      port: z.int(),
      path: z.string(),
      query: z.string(),
      method: z.string(),
    }),
    entry: TrafficEntry.optional(),
    outcome: ResolutionOutcome,
    winner: RuleCandidate.optional(),
    backends: z.array(ResolvedBackend),
    steps: z.array(ResolutionStep),
    candidates: z.array(RuleCandidate),
    candidatesLeftOut: z.int(),
    ambiguities: z.array(Message),
    otherEntries: z.array(z.object({ entry: TrafficEntry, outcome: ResolutionOutcome })),
  })
  .meta({ id: 'Resolution' })
export type Resolution = z.infer<typeof Resolution>

/** The stretches in which a request had one outcome, newest first. */
export const ResolutionHistory = z
  .object({
    from: Timestamp,
    to: Timestamp,
    isComplete: z.boolean().describe('false where more instants would have had to be looked at than are allowed'),
    intervals: z.array(
      z.object({
        from: Timestamp,
        to: Timestamp.nullable().describe('null while it lasts'),
        outcome: ResolutionOutcome,
        backends: z.array(z.object({ namespace: z.string(), service: z.string(), share: z.number() })),
        endedBy: z
          .object({
            seq: z.int(),
            object: ObjectKeyText,
            change: z.enum(['added', 'modified', 'deleted']),
            writer: z.string().optional(),
          })
          .optional()
          .describe('the change with which the next stretch began'),
      }),
    ),
  })
  .meta({ id: 'ResolutionHistory' })
export type ResolutionHistory = z.infer<typeof ResolutionHistory>

/** Every rule that leads to an object, with the addresses it is for. */
export const RoutesTo = z
  .object({
    at: Timestamp,
    seq: z.int(),
    coverage: Coverage,
    object: ObjectKeyText,
    isComplete: z.boolean().describe('false where there are more than are listed'),
    urls: z.array(
      z.object({
        url: z.string().describe('a pattern where the rule is one: `https://*.shop.example.com/api/*`'),
        example: z.string().optional().describe('to be traced; absent where none can be made up'),
        object: ObjectKeyText,
        field: z.string(),
        service: ObjectKeyText,
        entry: TrafficEntry,
        role: z.enum(['rule', 'canary', 'default']),
        host: z.string().optional().describe('absent: every host'),
        path: z.string().optional(),
        pathType: z.string().optional(),
        conditions: z.array(z.string()),
        reach: z
          .enum(['reached', 'partly', 'shadowed', 'unknown', 'invalid'])
          .describe(
            'whether requests get past the rules that go first; invalid: they do, to a Service or port that is not there',
          ),
        reason: Message.optional().describe('why it is not reached, or not always'),
      }),
    ),
  })
  .meta({ id: 'RoutesTo' })
export type RoutesTo = z.infer<typeof RoutesTo>
