import { DeliveriesPage, Delivery } from '@portolan/contract'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { deliveryAnswer } from '../answers/delivery-answer.ts'
import { NotFoundError } from '../errors.ts'
import { Cursors, isText } from '../reading/cursor.ts'
import type { Logbook } from '../reading/logbook.ts'
import { alertingOf } from './alerting-of.ts'
import { DEFAULT_LIMIT, oneOrMore, parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

const DeliveriesParameters = z.strictObject({
  receiver: z.string().min(1).max(200).describe('Only to this receiver').optional(),
  incident: z.string().min(1).max(1000).describe('Only about this incident').optional(),
  state: oneOrMore(['waiting', 'delivered', 'dead']).describe('Only in these states; repeatable').optional(),
  limit: parameters.limit,
  cursor: parameters.cursor,
})

/** GET /deliveries, and another try for one that was given up. */
export const deliveryRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/deliveries',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Messages, newest first, each with every attempt and what the receiver answered',
        querystring: DeliveriesParameters,
        response: { 200: DeliveriesPage, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { limit = DEFAULT_LIMIT, cursor, ...filters } = request.query
      const { receiver, incident, state } = filters
      const cursors = new Cursors('/deliveries', filters)
      const before = cursor === undefined ? undefined : cursors.read(cursor, isText)
      const found = await alertingOf(logbook).store.deliveries({
        ...(receiver !== undefined && { receiver }),
        ...(incident !== undefined && { incident }),
        ...(state && { states: state }),
        ...(before !== undefined && { before }),
        limit: limit + 1,
      })
      const last = found[limit - 1]
      reply.header('cache-control', 'private, no-cache')
      return {
        items: found.slice(0, limit).map(deliveryAnswer),
        ...(found.length > limit && last !== undefined && { next: cursors.after(last.id) }),
      }
    },
  )
  app.post(
    '/deliveries/:id/retry',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Send a message again that was given up',
        params: z.object({ id: z.string().regex(/^\d{1,15}$/) }),
        querystring: z.strictObject({}),
        response: { 200: Delivery, ...problemAnswers },
      },
    },
    async ({ params }) => {
      const center = alertingOf(logbook)
      const isDue = await center.retry(params.id)
      const delivery = await center.store.delivery(params.id)
      if (isDue && delivery !== undefined) return deliveryAnswer(delivery)
      throw new NotFoundError(`There is no message ${params.id} that was given up.`)
    },
  )
}
