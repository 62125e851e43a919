import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Logbook } from '../reading/logbook.ts'
import { problemAnswers } from './problem-answers.ts'

const Health = z.object({ live: z.literal(true) }).meta({ id: 'Health' })

const Readiness = z
  .object({ ready: z.boolean(), waitingFor: z.array(z.string()).describe('Why not, in words') })
  .meta({ id: 'Readiness' })

/** GET /healthz: the process lives. GET /readyz: the chart can be trusted. Open to everybody; neither tells of the cluster. */
export const healthRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/healthz',
    { schema: { tags: ['operation'], summary: 'The process lives', response: { 200: Health, ...problemAnswers } } },
    async () => ({ live: true as const }),
  )
  app.get(
    '/readyz',
    {
      schema: {
        tags: ['operation'],
        summary: 'Every granted resource was listed and is followed',
        response: { 200: Readiness, 503: Readiness, ...problemAnswers },
      },
    },
    async (_request, reply) => {
      const waitingFor = reasons(logbook)
      const ready = waitingFor.length === 0
      return reply.code(ready ? 200 : 503).send({ ready, waitingFor })
    },
  )
}

function reasons(logbook: Logbook): string[] {
  if (!logbook.isOpen) return ['the log is still being read']
  const { recording } = logbook.log
  return [
    ...(recording.isReady() ? [] : ['not every granted resource was listed yet']),
    ...(recording.health.state === 'paused' ? ['recording is paused'] : []),
  ]
}
