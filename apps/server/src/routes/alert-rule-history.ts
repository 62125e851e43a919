import { AlertRuleHistory, timestamp } from '@portolan/contract'
import type { Firing } from '@portolan/pipeline/ports'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { NotFoundError } from '../errors.ts'
import type { Logbook } from '../reading/logbook.ts'
import { CHART_STEPS, type StepLimits, type Steps, steppedRange } from '../reading/stepped-range.ts'
import { alertingOf } from './alerting-of.ts'
import { parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

/** Alerts of a rule that are counted at most. */
const MAX_FIRINGS = 10_000
const WEEK_STEPS: StepLimits = { ...CHART_STEPS, usualMs: 7 * 86_400_000 }

/** GET /alert-rules/{id}/history: what a chart of a rule draws. */
export const alertRuleHistoryRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/alert-rules/:id/history',
    {
      schema: {
        tags: ['alerts'],
        summary: 'How often a rule fired over a range, in steps',
        params: z.object({ id: z.string().min(1).max(253) }),
        querystring: z.strictObject({
          from: parameters.from.describe('Begin: an instant as in `at`. Default: 7 days before `to`'),
          to: parameters.to,
          step: parameters.step,
        }),
        response: { 200: AlertRuleHistory, ...problemAnswers },
      },
    },
    async ({ params: { id }, query }, reply) => {
      const center = alertingOf(logbook)
      const steps = await steppedRange(query, logbook, WEEK_STEPS)
      const { from, to, stepMs } = steps
      const found = await center.store.firings({ ruleId: id, from, to, limit: MAX_FIRINGS + 1 })
      const isKnown = found.length > 0 || (await center.rules()).rules().some((rule) => rule.id === id)
      if (!isKnown) throw new NotFoundError(`There is no rule ${id}, and nothing that is kept was raised by one.`)
      const firings = found.slice(0, MAX_FIRINGS)
      reply.header('cache-control', 'private, no-cache')
      return {
        ...{ rule: id, from: timestamp(from), to: timestamp(to), stepMs },
        ...countFirings(firings, steps),
        total: firings.length,
        isCut: found.length > MAX_FIRINGS,
      }
    },
  )
}

function countFirings(firings: readonly Firing[], { from, to, stepMs }: Steps): Record<'raised' | 'firing', number[]> {
  const count = Math.ceil((to - from) / stepMs)
  const stepOf = (time: number) => Math.floor((time - from) / stepMs)
  const raised = Array.from({ length: count }, () => 0)
  // What begins less what ended before, summed up.
  const begun = Array.from({ length: count + 1 }, () => 0)
  const note = (counts: number[], step: number, by: number) => {
    const known = counts[step]
    if (known !== undefined) counts[step] = known + by
  }
  for (const { raisedAt, resolvedAt = to } of firings) {
    if (raisedAt >= from) note(raised, stepOf(raisedAt), 1)
    note(begun, Math.max(0, stepOf(raisedAt)), 1)
    note(begun, Math.min(count, stepOf(resolvedAt) + 1), -1)
  }
  let sum = 0
  const firing = begun.slice(0, count).map((change) => {
    sum += change
    return sum
  })
  return { raised, firing }
}
