import { Markers, timestamp } from '@portolan/contract'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { alertMark } from '../answers/alert-answers.ts'
import { gapAnswer } from '../answers/gap-answer.ts'
import { zeroReadyMark } from '../answers/ledger-answers.ts'
import { rolloutMark } from '../answers/rollout-answers.ts'
import { gapsAbout } from '../reading/coverage.ts'
import type { Logbook } from '../reading/logbook.ts'
import { steppedRange } from '../reading/stepped-range.ts'
import { parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

/** Of each kind of mark; a time bar has no room for more, and the newest ones are looked for. */
const MAX_MARKS = 500

const MarkersParameters = z.strictObject({
  from: parameters.from,
  to: parameters.to,
  step: parameters.step,
  namespace: parameters.namespaces,
})

/** GET /markers: what a time bar draws. */
export const markersRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/markers',
    {
      schema: {
        tags: ['log'],
        summary: 'What a time bar draws: changes per step, rollouts, alerts, zero-ready windows, gaps',
        querystring: MarkersParameters,
        response: { 200: Markers, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { namespace: namespaces, ...texts } = request.query
      const { reader, recording, rollouts } = logbook.log
      const { seq } = recording.feed
      const steps = await steppedRange(texts, logbook)
      const { from, to, stepMs } = steps
      const scope = { ...(namespaces !== undefined && { namespaces }) }
      const [changes, churn, windows, gaps, marks, alerts, { oldest }] = await Promise.all([
        reader.changeCounts({ ...steps, ...scope }),
        reader.churn({ ...steps, ...scope }),
        reader.zeroReadyWindows({ from, to, ...scope, limit: MAX_MARKS }),
        reader.gaps({ from, to }),
        rollouts.book.marks({ from, to, ...scope, limit: MAX_MARKS }),
        logbook.log.alerts?.store.alerts({ from, to, ...scope, limit: MAX_MARKS }) ?? [],
        reader.bounds(),
      ])
      reply.header('cache-control', 'private, no-cache')
      return {
        from: timestamp(from),
        to: timestamp(to),
        stepMs,
        seq,
        oldestAt: oldest === undefined ? null : timestamp(oldest.observedAt),
        changes: [...changes],
        joins: churn.map(({ added }) => added),
        leaves: churn.map(({ removed }) => removed),
        zeroReady: windows.map(zeroReadyMark).reverse(),
        gaps: gapsAbout(gaps, namespaces).slice(-MAX_MARKS).map(gapAnswer),
        rollouts: marks.map(rolloutMark).reverse(),
        alerts: alerts.map(({ alert }) => alertMark(alert)).reverse(),
      }
    },
  )
}
