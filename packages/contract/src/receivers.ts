import { z } from 'zod'
import { AlertMatcher } from './alert-rules.ts'
import { Name, page, TimeOfDay, Timestamp, Weekdays } from './primitives.ts'

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

/** A template is tried with a recent incident, or an invented one, before it is kept. */
export const TemplateTrial = z
  .strictObject({
    template: z.strictObject({ title: z.string().max(10_000), body: z.string().max(100_000) }).optional(),
    language: z.enum(['en', 'zh-CN']).default('en'),
  })
  .meta({ id: 'TemplateTrial' })
export type TemplateTrial = z.infer<typeof TemplateTrial>

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
