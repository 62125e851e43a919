import { type RecordedChange, TopologyStretch, timestamp } from '@portolan/contract'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { changeAnswer } from '../answers/change-answer.ts'
import { BadRequestError } from '../errors.ts'
import { instantRange } from '../reading/instant-range.ts'
import type { Logbook } from '../reading/logbook.ts'
import { type PastStretch, pastStretch } from '../reading/past-stretch.ts'
import { isKnownToClient, sendNotModified } from './entity-tag.ts'
import { parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

const StretchParameters = z.strictObject({
  from: z.string().describe('Begin of the stretch: RFC 3339 or epoch milliseconds'),
  to: z.string().describe('Its last instant, in the same form'),
  namespace: parameters.namespaces,
})

/** GET /topology/stretch: what the topology of every instant of a stretch is built from, for who moves about in it. */
export const topologyStretchRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/topology/stretch',
    {
      schema: {
        tags: ['chart'],
        summary: 'What it takes to build the topology of every instant of a stretch without asking again',
        querystring: StretchParameters,
        response: { 200: TopologyStretch, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { from: begins, to: ends, namespace: namespaces } = request.query
      const { from, to } = await instantRange({ from: begins, to: ends }, logbook)
      if (from === undefined || to === undefined || 'seq' in from || 'seq' in to) {
        throw new BadRequestError(`A stretch lies between two times: write from and to without seq:.`)
      }
      const asked = { from: from.time, to: to.time, namespaces, signal: request.signal }
      const stretch = await pastStretch(asked, logbook)
      const beside = JSON.stringify([stretch.from.seq, stretch.readings.map(({ coverage }) => coverage)])
      if (isKnownToClient(request, reply, { seq: stretch.to.seq, beside })) return sendNotModified(reply)
      return stretchAnswer(stretch)
    },
  )
}

function stretchAnswer({ from, to, obstacle, objects, changes, readings }: PastStretch): TopologyStretch {
  return {
    from: { at: timestamp(from.time), seq: from.seq },
    to: { at: timestamp(to.time), seq: to.seq },
    obstacle: obstacle ?? null,
    objects: objects.map((object) => ({ ...object, metadata: { ...object.metadata } })),
    changes: changes.map((change): RecordedChange => changeAnswer(change)),
    readings: readings.map((reading) => ({
      from: timestamp(reading.from),
      visibility: reading.visibility.map(({ stream, visibility }) => ({ ...stream, visibility })),
      coverage: reading.coverage,
    })),
  }
}
