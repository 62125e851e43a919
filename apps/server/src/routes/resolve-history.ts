import { ResolutionHistory } from '@portolan/contract'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { resolutionHistoryAnswer } from '../answers/resolution-history-answer.ts'
import { timeRange } from '../reading/instant-range.ts'
import type { Logbook } from '../reading/logbook.ts'
import { isKnownToClient, sendNotModified } from './entity-tag.ts'
import { parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'
import { explained, requestParameters, resolutionRequest } from './request-parameters.ts'

const DEFAULT_RANGE_MS = 3_600_000

const HistoryParameters = z.strictObject({ ...requestParameters, from: parameters.from, to: parameters.to })

/** GET /resolve/history: when a request led where, and which change ended it. */
export const resolveHistoryRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/resolve/history',
    {
      schema: {
        tags: ['log'],
        summary: 'When a request had which outcome, newest first, and which change ended it',
        querystring: HistoryParameters,
        response: { 200: ResolutionHistory, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { from: fromText, to: toText, ...texts } = request.query
      const wanted = resolutionRequest(texts)
      const asked = await timeRange({ from: fromText, to: toText }, logbook)
      const { histories, reader, recording } = logbook.log
      const { now } = logbook
      const end = asked.to === undefined ? now : Math.min(asked.to - 1, now)
      const { oldest } = await reader.bounds()
      const from = Math.max(asked.from ?? end - DEFAULT_RANGE_MS, oldest?.observedAt ?? 0)
      const { seq } = recording.feed
      if (isKnownToClient(request, reply, { seq, beside: `${from} ${end}` })) return sendNotModified(reply)
      const history = await explained(() =>
        histories.of({ request: wanted, from: Math.min(from, end), to: end, signal: request.signal }),
      )
      return resolutionHistoryAnswer(history, { end, isOpen: asked.to === undefined || asked.to > now })
    },
  )
}
