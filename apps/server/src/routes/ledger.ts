import { Ledger, timestamp } from '@portolan/contract'
import { ledgerCounts } from '@portolan/domain'
import type { ServiceLedger } from '@portolan/pipeline/ports'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { gapAnswer } from '../answers/gap-answer.ts'
import { CausesBySeq, intervalAnswer, windowAnswer } from '../answers/ledger-answers.ts'
import { coveredShare, gapsAbout } from '../reading/coverage.ts'
import { timeRange } from '../reading/instant-range.ts'
import type { Logbook } from '../reading/logbook.ts'
import { requireObservedService } from '../reading/observed-service.ts'
import { parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'
import { ServiceName } from './services.ts'

/** What counts and windows are made of. Pods only explain. */
export const LEDGER_KINDS: ReadonlySet<string> = new Set(['EndpointSlice', 'Service'])

const LedgerParameters = z.strictObject({ from: parameters.from, to: parameters.to, causes: parameters.causes })

/** GET /services/{namespace}/{name}/ledger: when each endpoint was in which state. Also for Services that are gone. */
export const ledgerRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/services/:namespace/:name/ledger',
    {
      schema: {
        tags: ['log'],
        summary: 'When each endpoint of a Service was in which state, and when none was ready',
        params: ServiceName,
        querystring: LedgerParameters,
        response: { 200: Ledger, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { namespace, name } = request.params
      const { reader, recording, causes } = logbook.log
      const range = await timeRange(request.query, logbook)
      const end = Math.min(range.to ?? Number.POSITIVE_INFINITY, logbook.now)
      const { seq } = recording.feed
      const ledger = await reader.ledger(`${namespace}/${name}`, range)
      if (isEmpty(ledger)) await requireObservedService(reader, { namespace, name })
      const gaps = gapsAbout(await reader.gaps({ ...range, to: end }), [namespace]).filter(({ kind }) =>
        LEDGER_KINDS.has(kind),
      )
      const { oldest } = await reader.bounds()
      const logBegins = oldest?.observedAt ?? end
      const span = { from: range.from ?? logBegins, to: Math.min(end + 1, range.to ?? end + 1) }
      const told = request.query.causes && (await causes.in({ namespace, ...span, seq }, request.signal))
      const known = told ? new CausesBySeq(`${namespace}/${name}`, told.transitions) : undefined
      reply.header('cache-control', 'private, no-cache')
      return {
        namespace,
        name,
        from: range.from === undefined ? null : timestamp(range.from),
        to: timestamp(end),
        seq,
        intervals: ledger.intervals.map((interval) => intervalAnswer(interval, known)),
        zeroReady: ledger.windows.map(windowAnswer),
        counts: ledgerCounts(ledger.intervals, range),
        coverage: coveredShare({ from: range.from ?? logBegins, to: end, logBegins }, gaps),
        gaps: gaps.map(gapAnswer),
        ...(told && { causesFrom: timestamp(told.from) }),
      }
    },
  )
}

function isEmpty({ intervals, windows }: ServiceLedger): boolean {
  return intervals.length === 0 && windows.length === 0
}
