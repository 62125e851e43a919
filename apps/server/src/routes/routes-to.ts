import { RoutesTo, timestamp } from '@portolan/contract'
import { MAX_URL_PATTERNS, objectKey, urlsOf } from '@portolan/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { urlAnswer } from '../answers/routes-to-answer.ts'
import { NotObservedError } from '../errors.ts'
import { coverageOf, whatIsHidden } from '../reading/coverage.ts'
import type { Logbook } from '../reading/logbook.ts'
import { boundedRegexes } from '../resolution/match-regex.ts'
import { isKnownToClient, sendNotModified } from './entity-tag.ts'
import { parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

const RoutesToParameters = z.strictObject({
  kind: z.enum(['Service', 'Pod']),
  namespace: z.string().min(1).max(253),
  name: z.string().min(1).max(253),
  at: parameters.at,
})

/** GET /routes-to: every URL that leads to a Service or a Pod, now or then. */
export const routesToRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/routes-to',
    {
      schema: {
        tags: ['chart'],
        summary: 'Every rule that leads to a Service or Pod, and whether rules before it take its requests',
        querystring: RoutesToParameters,
        response: { 200: RoutesTo, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { kind, namespace, name, at } = request.query
      const view = await logbook.viewAt(at, { signal: request.signal })
      const { snapshot, time } = view
      const { seq } = snapshot
      const coverage = coverageOf(view)
      if (isKnownToClient(request, reply, { seq, beside: whatIsHidden(coverage) })) return sendNotModified(reply)
      const object = objectKey(kind, namespace, name)
      const patterns = urlsOf(snapshot, object, {
        index: logbook.log.indexes.of(snapshot),
        matchRegex: boundedRegexes(),
      })
      // Rules may name a Service that is not there; what nothing names and nobody saw is a mistake.
      if (patterns.length === 0 && snapshot.find(kind, namespace, name) === undefined) {
        throw new NotObservedError(`${object} was not observed, and no rule names it: check its name and namespace.`)
      }
      const isComplete = patterns.length < MAX_URL_PATTERNS
      return { at: timestamp(time), seq, coverage, object, isComplete, urls: patterns.map(urlAnswer) }
    },
  )
}
