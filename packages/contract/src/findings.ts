import { z } from 'zod'
import { Coverage, ObjectKeyText, Timestamp } from './primitives.ts'

export const SEVERITIES = ['info', 'warning', 'error', 'critical'] as const

export const Finding = z
  .object({
    rule: z.string().describe('`SVC-001`; described in docs/rules'),
    title: z.string(),
    group: z.string(),
    severity: z.enum(SEVERITIES),
    subject: ObjectKeyText,
    about: z.string().optional().describe('which part of the subject, where a rule can hold for several'),
    since: Timestamp.nullable().describe('from when on it holds; null where that is not known'),
    mayBeOlder: z
      .literal(true)
      .optional()
      .describe('it held already when the evaluation of the rules began: `since` is the latest that it can be'),
    evidence: z.array(
      z.object({ object: ObjectKeyText, path: z.string(), value: z.unknown().describe('null: it is not there') }),
    ),
    message: z.object({
      id: z.string(),
      values: z.record(z.string(), z.union([z.string(), z.number()])),
      text: z.string(),
    }),
    hint: z.string(),
    command: z.string().describe('a kubectl line that shows the evidence'),
    confidence: z.enum(['proven', 'inferred']),
  })
  .meta({ id: 'Finding' })
export type Finding = z.infer<typeof Finding>

export const FindingsPage = z
  .object({
    at: Timestamp,
    seq: z.int(),
    coverage: Coverage,
    counts: z.array(z.object({ rule: z.string(), severity: z.enum(SEVERITIES), title: z.string(), count: z.int() })),
    rules: z.int().describe('how many rules there are; all but the suppressed ones were evaluated'),
    suppressed: z
      .array(z.object({ rule: z.string(), reason: z.string() }))
      .describe('rules that could not be evaluated, and why'),
    settling: z
      .int()
      .describe('what holds, but not yet for as long as its rule asks, 30 s as a rule: findings if it lasts'),
    items: z.array(Finding),
    next: z.string().optional(),
  })
  .meta({ id: 'FindingsPage' })
export type FindingsPage = z.infer<typeof FindingsPage>
