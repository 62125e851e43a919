import { z } from 'zod'
import { DETECTORS } from './alert-rules.ts'
import { SEVERITIES } from './findings.ts'
import { ObjectKeyText, page, Timestamp } from './primitives.ts'
import { FieldEvidence, Message } from './resolution.ts'

export const ALERT_STATES = ['firing', 'acknowledged', 'resolved'] as const

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
    cause: AlertCause.optional().describe('of the worst alert that fires, or of all once it is over'),
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
