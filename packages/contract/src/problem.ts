import { z } from 'zod'

/**
 * Every code an error answer may carry. Stable: a retired code is never used again.
 * Each is described in docs/reference/errors.md; a test holds both lists together.
 */
export const PROBLEM_CODES = [
  'bad-request',
  'unknown-parameter',
  'invalid-request',
  'bad-instant',
  'bad-cursor',
  'unknown-kind',
  'not-found',
  'not-observed',
  'before-history',
  'instant-in-future',
  'no-alerting',
  'changed-meanwhile',
  'too-large',
  'unauthenticated',
  'bad-host',
  'bad-origin',
  'too-many-requests',
  'client-gone',
  'request-timeout',
  'headers-too-large',
  'too-many-readers',
  'not-ready',
  'store-failed',
  'internal',
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** RFC 9457, `application/problem+json`. */
export const Problem = z
  .object({
    type: z.string().describe('URI of the description of `code`'),
    title: z.string(),
    status: z.int(),
    code: z.enum(PROBLEM_CODES),
    detail: z.string().describe('What was expected, what came instead, and what to do'),
    instance: z.string().optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
