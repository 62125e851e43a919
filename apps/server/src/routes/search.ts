import { SearchAnswer, timestamp } from '@portolan/contract'
import { WATCHED_RESOURCES } from '@portolan/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Logbook } from '../reading/logbook.ts'
import { findObjects } from '../search/find-objects.ts'
import { parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

/** Hits of a kind without `limit`. */
const HITS_PER_KIND = 5

const SearchParameters = z.strictObject({
  q: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe(
      'Words that all have to name it: of a name, namespace or kind, an IP or its beginning, a node port, a host',
    ),
  at: parameters.at,
  limit: z.coerce.number().int().min(1).max(50).default(HITS_PER_KIND).describe('Hits of a kind, at most 50'),
})

/** GET /search: which object is meant by what somebody typed. */
export const searchRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/search',
    {
      schema: {
        tags: ['chart'],
        summary: 'Objects by name, address, node port or host, the best of each kind',
        querystring: SearchParameters,
        response: { 200: SearchAnswer, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { q: typed, at, limit } = request.query
      const { snapshot, time } = await logbook.viewAt(at, { signal: request.signal })
      const { seq } = snapshot
      const kinds = await findObjects(snapshot, { typed, limit })
      const unread = WATCHED_RESOURCES.map(({ kind }) => kind).filter((kind) =>
        ['denied', 'listing'].includes(snapshot.visibilityOf(kind)),
      )
      reply.header('cache-control', 'private, no-cache')
      return { at: timestamp(time), seq, kinds, unread }
    },
  )
}
