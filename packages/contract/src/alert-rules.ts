import { z } from 'zod'
import { SEVERITIES } from './findings.ts'
import { DurationText, Name } from './primitives.ts'

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

export const AlertMatcher = RuleScope.extend({
  detectors: z.array(z.enum(DETECTORS)).optional(),
  severities: z.array(z.enum(SEVERITIES)).optional(),
  ruleIds: z.array(Name).optional(),
}).meta({ id: 'AlertMatcher', description: 'Which alerts; every member narrows' })
export type AlertMatcher = z.infer<typeof AlertMatcher>
