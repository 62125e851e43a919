import { Resolution } from '@portolan/contract'
import { resolveUrl } from '@portolan/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { resolutionAnswer } from '../answers/resolution-answer.ts'
import { coverageOf, whatIsHidden } from '../reading/coverage.ts'
import type { Logbook } from '../reading/logbook.ts'
import { boundedRegexes } from '../resolution/match-regex.ts'
import { policyCheck } from '../resolution/policy-check.ts'
import { isKnownToClient, sendNotModified } from './entity-tag.ts'
import { parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'
import { explained, requestParameters, resolutionRequest } from './request-parameters.ts'

const ResolveParameters = z.strictObject({ ...requestParameters, at: parameters.at })

/** GET /resolve: where a request leads, now or then, and why not elsewhere. */
export const resolveRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/resolve',
    {
      schema: {
        tags: ['chart'],
        summary: 'Where a request leads: who answers, which rule wins, and which containers may get it',
        querystring: ResolveParameters,
        response: { 200: Resolution, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { at, ...texts } = request.query
      const wanted = resolutionRequest(texts)
      const view = await logbook.viewAt(at, { signal: request.signal })
      const { snapshot, time } = view
      const { indexes } = logbook.log
      const coverage = coverageOf(view)
      const checkPolicy = policyCheck(snapshot)
      const { seq } = snapshot
      const resolution = await explained(() =>
        resolveUrl(snapshot, wanted, { index: indexes.of(snapshot), matchRegex: boundedRegexes(), checkPolicy }),
      )
      if (isKnownToClient(request, reply, { seq, beside: whatIsHidden(coverage) })) return sendNotModified(reply)
      return resolutionAnswer({ resolution, coverage, seq, time })
    },
  )
}
