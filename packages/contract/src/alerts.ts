import { z } from 'zod'
import { SEVERITIES } from './findings.ts'
import { ObjectKeyText, page, Timestamp } from './primitives.ts'
import { FieldEvidence, Message } from './resolution.ts'

export const DETECTORS = [
  'zero-endpoints',
  'low-endpoints',
  'endpoint-drop',
  'churn-rate',
  'flapping-endpoint',
  'flapping-service',
  'slow-drain',
  'slow-readiness',
  'single-endpoint',
  'rollout-stalled',
  'node-drain',
] as const

export const ALERT_STATES = ['firing', 'acknowledged', 'resolved'] as const

const Name = z.string().min(1).max(253)
/** `90s`, `10m`, `4h`, `2d`: a whole number and its unit. */
const DurationText = z.string().regex(/^\d{1,9}(ms|s|m|h|d)$/, 'a whole number with ms, s, m, h or d: 90s, 10m, 4h')
const Threshold = z.union([z.number().min(0).max(1_000_000), DurationText])

export const RuleScope = z
  .strictObject({
    namespaces: z.array(Name).max(200).optional().describe('exact, or with `*` for any run of characters'),
    services: z.array(Name).max(200).optional(),
    labels: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'RuleScope', description: 'Which Services; every member narrows' })

export const AlertRule = z
  .strictObject({
    id: Name,
    name: z.string().min(1).max(200),
    detector: z.enum(DETECTORS),
    enabled: z.boolean().default(true),
    scope: RuleScope.default({}),
    thresholds: z
      .record(z.string(), Threshold)
      .default({})
      .describe('those of the detector (docs/alerts.md); what is left out has its default. Durations: `90s`, `10m`'),
    severity: z.enum(SEVERITIES).optional().describe("absent: the detector's own"),
    renotify: DurationText.default('4h').describe('told again after this long while it fires; `0s`: never'),
    grace: DurationText.default('60s').describe('nothing is raised for a Service younger than this'),
    origin: z.enum(['default', 'stored', 'file']).default('stored').describe('who keeps it; ignored when written'),
  })
  .meta({ id: 'AlertRule' })
export type AlertRule = z.infer<typeof AlertRule>

/** In the order in which they are asked: of one detector, the first rule whose scope holds a Service decides. */
export const AlertRules = z
  .object({
    version: z
      .string()
      .max(64)
      .optional()
      .describe(
        'Of the list that was read. Sent back with PUT, a list that another changed meanwhile is not overwritten',
      ),
    items: z.array(AlertRule),
  })
  .meta({ id: 'AlertRules' })
export type AlertRules = z.infer<typeof AlertRules>

export const AlertCause = z
  .object({
    kind: z.string(),
    row: z.int().optional().describe('of the table of causes in docs/alerts.md; absent for what a rollout waits for'),
    object: ObjectKeyText.optional(),
    confidence: z.enum(['proven', 'inferred']),
    sentence: Message,
  })
  .meta({ id: 'AlertCause' })

export const Alert = z
  .object({
    id: z.string(),
    ruleId: z.string(),
    detector: z.enum(DETECTORS),
    severity: z.enum(SEVERITIES),
    state: z.enum(ALERT_STATES),
    subject: ObjectKeyText,
    identity: z.string().optional().describe('where it is about one endpoint'),
    incident: z.string(),
    since: Timestamp.describe('since when the condition holds'),
    sinceSeq: z.int(),
    raisedAt: Timestamp,
    resolvedAt: Timestamp.nullable(),
    resolvedBecause: z.enum(['cleared', 'subject-gone', 'rule-changed']).optional(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
    evidence: z.array(FieldEvidence.extend({ value: z.unknown() })),
    cause: AlertCause.optional(),
    sentence: Message,
    silencedBy: z.array(z.string()).describe('ids of silences that hide it now'),
    acknowledged: z.object({ at: Timestamp, by: z.string(), note: z.string().optional() }).optional(),
    routes: z.array(z.string()).describe('URLs that lead to the Service, at most 5'),
  })
  .meta({ id: 'Alert' })
export type Alert = z.infer<typeof Alert>

export const AlertsPage = page(Alert)
  .extend({
    at: Timestamp,
    seq: z.int().describe('up to which the log was judged'),
    counts: z
      .object({ critical: z.int(), error: z.int(), warning: z.int(), info: z.int(), silenced: z.int() })
      .describe('alerts that fire now, whatever was asked for; those that a silence hides are in `silenced` alone'),
    openIncidents: z.int().describe('incidents in which something fires that no silence hides'),
  })
  .meta({ id: 'AlertsPage' })
export type AlertsPage = z.infer<typeof AlertsPage>

export const AlertMoment = z.object({
  type: z.enum(['raised', 'updated', 'resolved', 'acknowledged', 'unacknowledged', 'delivered']),
  at: Timestamp,
  seq: z.int().optional(),
  by: z.string().optional().describe('who, or which receiver'),
  sentence: Message.optional(),
})

export const AlertDetail = Alert.extend({ timeline: z.array(AlertMoment) }).meta({ id: 'AlertDetail' })
export type AlertDetail = z.infer<typeof AlertDetail>

export const Incident = z
  .object({
    id: z.string(),
    severity: z.enum(SEVERITIES),
    state: z.enum(ALERT_STATES),
    openedAt: Timestamp,
    openedSeq: z.int().optional().describe('the change with which it began, for links: `at=seq:N`'),
    resolvedAt: Timestamp.nullable(),
    cause: AlertCause.optional(),
    isMaintenance: z.boolean(),
    alerts: z.array(Alert),
    rollout: z.string().optional().describe('id of the rollout that caused it'),
    timeline: z.array(AlertMoment.extend({ alert: z.string() })),
  })
  .meta({ id: 'Incident' })
export type Incident = z.infer<typeof Incident>
export const IncidentsPage = page(Incident).meta({ id: 'IncidentsPage' })
export type IncidentsPage = z.infer<typeof IncidentsPage>

export const Acknowledgement = z
  .strictObject({ by: z.string().min(1).max(200), note: z.string().max(2000).optional() })
  .meta({ id: 'Acknowledgement' })

export type Acknowledgement = z.infer<typeof Acknowledgement>

/** What a rule, saved or not, would have raised. */
export const AlertPreview = z
  .object({
    from: Timestamp,
    to: Timestamp,
    seq: z.int(),
    alerts: z.array(Alert).describe('oldest first, at most 1,000'),
    total: z.int(),
    cut: z
      .enum(['time', 'changes'])
      .optional()
      .describe('less was looked at than asked for: the last 24 hours of it, or its first 200,000 changes'),
    notifications: z.int().describe('how many messages a receiver of everything would have got'),
  })
  .meta({ id: 'AlertPreview' })
export type AlertPreview = z.infer<typeof AlertPreview>

/** How often a rule fired over a range, in steps. */
export const AlertRuleHistory = z
  .object({
    rule: z.string(),
    from: Timestamp,
    to: Timestamp,
    stepMs: z.int().describe('length of a step; the last may be shorter'),
    raised: z.array(z.int()).describe('alerts that began to fire, per step'),
    firing: z.array(z.int()).describe('alerts that fired at some time of the step, per step'),
    total: z.int().describe('alerts that fired at some time of the range'),
    isCut: z.boolean().describe('there are more than 10,000, and only the newest of them are counted'),
  })
  .meta({ id: 'AlertRuleHistory' })
export type AlertRuleHistory = z.infer<typeof AlertRuleHistory>

/** A template is tried with a recent incident, or an invented one, before it is kept. */
export const TemplateTrial = z
  .strictObject({
    template: z.strictObject({ title: z.string().max(10_000), body: z.string().max(100_000) }).optional(),
    language: z.enum(['en', 'zh-CN']).default('en'),
  })
  .meta({ id: 'TemplateTrial' })
export type TemplateTrial = z.infer<typeof TemplateTrial>

export const AlertMatcher = RuleScope.extend({
  detectors: z.array(z.enum(DETECTORS)).optional(),
  severities: z.array(z.enum(SEVERITIES)).optional(),
  ruleIds: z.array(Name).optional(),
}).meta({ id: 'AlertMatcher', description: 'Which alerts; every member narrows' })
export type AlertMatcher = z.infer<typeof AlertMatcher>

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM, 00:00 to 23:59')
const Weekdays = z.array(z.int().min(0).max(6)).min(1).max(7).describe('0 is Sunday')

export const SilenceSpan = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('until'), from: Timestamp.optional(), to: Timestamp }),
    z.strictObject({ type: z.literal('until-resolved') }),
    z.strictObject({
      type: z.literal('recurring'),
      weekdays: Weekdays,
      start: TimeOfDay,
      duration: DurationText,
      timeZone: z.string(),
    }),
  ])
  .meta({ id: 'SilenceSpan' })

export const NewSilence = z
  .strictObject({
    matcher: AlertMatcher,
    span: SilenceSpan,
    reason: z.string().min(1).max(2000),
    createdBy: z.string().min(1).max(200),
  })
  .meta({ id: 'NewSilence' })
export type NewSilence = z.infer<typeof NewSilence>

export const Silence = NewSilence.extend({
  id: z.string(),
  createdAt: Timestamp,
  endedAt: Timestamp.nullable(),
  state: z.enum(['active', 'pending', 'expired']),
  mutes: z.array(z.string()).describe('ids of firing alerts that it hides now'),
}).meta({ id: 'Silence' })
export type Silence = z.infer<typeof Silence>
export const SilencesPage = page(Silence).meta({ id: 'SilencesPage' })
export type SilencesPage = z.infer<typeof SilencesPage>

/**
 * A secret in an answer says only that it is set, and from where; in a request a `value` replaces it, and `{ keep: true }`
 * leaves it.
 */
export const SecretShown = z.object({
  set: z.boolean(),
  from: z.enum(['sealed', 'file', 'variable']),
  name: z.string().optional().describe('path of the file, or name of the variable'),
})
export const SecretGiven = z.union([
  z.strictObject({ keep: z.literal(true) }),
  z.strictObject({ value: z.string().min(1).max(4096) }),
  z.strictObject({ file: z.string().min(1).max(4096) }),
  z.strictObject({ variable: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/) }),
])

function target<Secret extends z.ZodType>(secret: Secret) {
  return z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('alertmanager'),
      urls: z.array(z.url()).min(1).max(10),
      username: z.string().optional(),
      password: secret.optional(),
      token: secret.optional(),
    }),
    z.strictObject({ type: z.literal('webhook'), url: secret, signingKey: secret.optional() }),
    z.strictObject({ type: z.literal('slack'), url: secret }),
    z.strictObject({ type: z.literal('discord'), url: secret }),
    z.strictObject({ type: z.literal('teams'), url: secret }),
    z.strictObject({ type: z.literal('pagerduty'), url: z.url().optional(), routingKey: secret }),
    z.strictObject({
      type: z.literal('email'),
      host: Name,
      port: z.int().min(1).max(65_535),
      security: z.enum(['none', 'starttls', 'tls']),
      username: z.string().optional(),
      password: secret.optional(),
      from: z.string().max(320),
      to: z.array(z.string().max(320)).min(1).max(50),
    }),
  ])
}

const ReceiverSettings = z.strictObject({
  name: z.string().min(1).max(200),
  enabled: z.boolean().default(true),
  matcher: AlertMatcher.default({}),
  template: z.strictObject({ title: z.string().max(10_000), body: z.string().max(100_000) }).optional(),
  quietHours: z
    .strictObject({ weekdays: Weekdays, start: TimeOfDay, end: TimeOfDay, timeZone: z.string() })
    .optional()
    .describe('in this time only `critical` is told at once'),
  perMinute: z.int().min(1).max(1000).default(30),
  language: z.enum(['en', 'zh-CN']).default('en'),
})

export const NewReceiver = ReceiverSettings.extend({ target: target(SecretGiven) }).meta({ id: 'NewReceiver' })
export type NewReceiver = z.infer<typeof NewReceiver>

export const Receiver = ReceiverSettings.extend({
  id: z.string(),
  target: target(SecretShown),
  health: z.object({
    circuit: z
      .enum(['closed', 'open', 'half-open'])
      .describe('open: it failed too often, and is left alone for a while'),
    waiting: z.int(),
    dead: z.int(),
    lastDeliveredAt: Timestamp.nullable(),
    lastFailure: z.object({ at: Timestamp, answer: z.string() }).nullable(),
  }),
}).meta({ id: 'Receiver' })
export type Receiver = z.infer<typeof Receiver>
export const ReceiversPage = page(Receiver).meta({ id: 'ReceiversPage' })
export type ReceiversPage = z.infer<typeof ReceiversPage>

/** What a template makes of an incident: a recent one, or an invented one that says so. */
export const TemplatePreview = z
  .object({ title: z.string(), body: z.string(), isSample: z.boolean() })
  .meta({ id: 'TemplatePreview' })
export type TemplatePreview = z.infer<typeof TemplatePreview>

export const DeliveryAttempt = z.object({
  at: Timestamp,
  durationMs: z.number(),
  outcome: z.enum(['delivered', 'failed']),
  status: z.int().optional(),
  answer: z.string().describe("the receiver's answer, at most 1,000 characters"),
  nextAt: Timestamp.nullable().describe('null: done, or a dead letter'),
})

export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>

export const Delivery = z
  .object({
    id: z.string(),
    idempotencyKey: z.string(),
    receiver: z.string(),
    incident: z.string(),
    kind: z.enum(['firing', 'update', 'repeat', 'resolved', 'test']),
    state: z.enum(['waiting', 'delivered', 'dead']),
    createdAt: Timestamp,
    dueAt: Timestamp,
    title: z.string(),
    tries: z.int(),
    attempts: z.array(DeliveryAttempt).describe('oldest first, the last 20'),
  })
  .meta({ id: 'Delivery' })
export type Delivery = z.infer<typeof Delivery>
export const DeliveriesPage = page(Delivery).meta({ id: 'DeliveriesPage' })
export type DeliveriesPage = z.infer<typeof DeliveriesPage>

/** Socket message `alerts`: what changed since the one before, after it is committed; on connecting with nothing in `changed`. */
export const AlertsMessage = z.object({
  seq: AlertsPage.shape.seq,
  counts: AlertsPage.shape.counts,
  openIncidents: AlertsPage.shape.openIncidents,
  /** As they are now, the worst that fire first; at most 100. */
  changed: z.array(
    z.object({
      id: z.string(),
      incident: z.string(),
      subject: ObjectKeyText,
      state: z.enum(ALERT_STATES),
      severity: z.enum(SEVERITIES),
      raisedAt: Timestamp,
      sentence: Message,
      isSilenced: z.boolean(),
    }),
  ),
  /** Changed alerts that are not named, because they are many or the client did not read for a while: read the list. */
  more: z.int(),
})
export type AlertsMessage = z.infer<typeof AlertsMessage>
