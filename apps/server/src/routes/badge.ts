import { objectKey, summariseService } from '@portolan/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type BadgeTone, badge } from '../alerts/badge.ts'
import type { Logbook } from '../reading/logbook.ts'
import { problemAnswers } from './problem-answers.ts'

/** GET /badge/service/{namespace}/{name}.svg: how a Service is, as a picture for a page of somebody else. */
export const badgeRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/badge/service/:namespace/:name.svg',
    {
      schema: {
        tags: ['alerts'],
        summary: 'How a Service is, as a picture: ready endpoints, or the worst alert about it',
        params: z.object({ namespace: z.string().min(1).max(253), name: z.string().min(1).max(253) }),
        querystring: z.strictObject({}),
        response: {
          200: { description: 'An image with a title', content: { 'image/svg+xml': { schema: z.string() } } },
          ...problemAnswers,
        },
      },
    },
    async ({ params }, reply) => {
      const { namespace, name } = params
      const picture = badge(`${namespace}/${name}`, ...stateOf(namespace, name, logbook))
      return reply.type('image/svg+xml').header('cache-control', 'no-cache, max-age=0').send(picture)
    },
  )
}

function stateOf(namespace: string, name: string, { log }: Logbook): [text: string, tone: BadgeTone] {
  const { snapshot } = log.recording
  const summary = summariseService(snapshot, namespace, name)
  if (summary === undefined) return ['not observed', 'unknown']
  const subject = objectKey('Service', namespace, name)
  const severities = log.alerts?.firing().flatMap((alert) => (alert.subject === subject ? alert.severity : [])) ?? []
  if (severities.includes('critical')) return ['critical', 'bad']
  if (severities.includes('error')) return ['error', 'bad']
  const { ready, total } = summary.endpoints
  const text = `${ready} of ${total} ready`
  if (severities.includes('warning')) return [text, 'poor']
  return [text, total > 0 && ready === 0 ? 'bad' : ready < total ? 'poor' : 'good']
}
