import { Status } from '@portolan/contract'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { StatusReader } from '../reading/status-reader.ts'
import { problemAnswers } from './problem-answers.ts'

/** GET /status: which cluster, how each watch does, how large the log is. */
export const statusRoutes: FastifyPluginAsyncZod<{ status: StatusReader }> = async (app, { status }) => {
  app.get(
    '/status',
    {
      schema: {
        tags: ['operation'],
        summary: 'How recording goes',
        querystring: z.strictObject({}),
        response: { 200: Status, ...problemAnswers },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store')
      return status.read()
    },
  )
}
