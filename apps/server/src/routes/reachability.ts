import { Reachability, timestamp } from '@portolan/contract'
import { type DirectionVerdict, reach } from '@portolan/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { messageAnswer } from '../answers/resolution-answer.ts'
import { connectionEnd, textOf } from '../reachability/connection-end.ts'
import { connectionPort } from '../reachability/connection-port.ts'
import { coverageOf, whatIsHidden } from '../reading/coverage.ts'
import type { Logbook } from '../reading/logbook.ts'
import { isKnownToClient, sendNotModified } from './entity-tag.ts'
import { parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

const end = z.string().min(1).max(520)

const ReachabilityParameters = z.strictObject({
  from: end.describe('Who connects: `Pod/namespace/name`, `namespace/name`, `Node/-/name`, or an IP address'),
  to: end.describe('To whom, as `from`'),
  port: z.string().min(1).max(63).describe('Number, or the name that a container of the destination gave it'),
  protocol: z.enum(['TCP', 'UDP', 'SCTP']).default('TCP'),
  at: parameters.at,
})

/** GET /reachability: whether NetworkPolicies let one connection pass, now or then. */
export const reachabilityRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/reachability',
    {
      schema: {
        tags: ['chart'],
        summary: 'Whether NetworkPolicies let a connection pass, in both directions, and which of them decide',
        querystring: ReachabilityParameters,
        response: { 200: Reachability, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { protocol, at, ...texts } = request.query
      const view = await logbook.viewAt(at, { signal: request.signal })
      const { snapshot, time } = view
      const { seq } = snapshot
      const from = connectionEnd(texts.from, 'from', snapshot)
      const to = connectionEnd(texts.to, 'to', snapshot)
      const port = connectionPort(texts.port, to, protocol)
      const coverage = coverageOf(view)
      if (isKnownToClient(request, reply, { seq, beside: whatIsHidden(coverage) })) return sendNotModified(reply)
      const { verdict, egress, ingress, notes } = reach({ from, to, port, protocol }, snapshot)
      return {
        at: timestamp(time),
        seq,
        coverage,
        from: textOf(from),
        to: textOf(to),
        port,
        protocol,
        verdict,
        egress: directionAnswer(egress),
        ingress: directionAnswer(ingress),
        notes: notes.map(messageAnswer),
      }
    },
  )
}

function directionAnswer({ policies, message, ...direction }: DirectionVerdict): Reachability['egress'] {
  return { ...direction, policies: [...policies], message: messageAnswer(message) }
}
