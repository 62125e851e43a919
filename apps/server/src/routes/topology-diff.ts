import { TopologyDiff } from '@portolan/contract'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { topologyDiffAnswer } from '../answers/topology-diff-answer.ts'
import { coverageOf, whatIsHidden } from '../reading/coverage.ts'
import { instantRange } from '../reading/instant-range.ts'
import type { Logbook } from '../reading/logbook.ts'
import { drawnTopology } from './drawn-topology.ts'
import { isKnownToClient, sendNotModified } from './entity-tag.ts'
import { parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

const DiffParameters = z.strictObject({
  from: z.string().describe('The instant before, as in `at`'),
  to: z.string().describe('The instant after, as in `at`. Default: now').optional(),
  namespace: parameters.namespaces,
  detail: parameters.detail,
})

/** GET /topology/diff: what it takes to come from the topology of one instant to that of a later one. */
export const topologyDiffRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/topology/diff',
    {
      schema: {
        tags: ['chart'],
        summary: 'What became of the topology between two instants',
        querystring: DiffParameters,
        response: { 200: TopologyDiff, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { from, to, namespace: namespaces, detail } = request.query
      await instantRange({ from, to }, logbook)
      const options = { namespaces, signal: request.signal }
      const before = await logbook.viewAt(from, { ...options, parameter: 'from' })
      const after = await logbook.viewAt(to, { ...options, parameter: 'to' })
      const [wasCovered, isCovered] = [coverageOf(before, namespaces), coverageOf(after, namespaces)]
      const beside = `${before.snapshot.seq} ${whatIsHidden(wasCovered)} ${whatIsHidden(isCovered)}`
      if (isKnownToClient(request, reply, { seq: after.snapshot.seq, beside })) return sendNotModified(reply)
      const wanted = { detail, ...(namespaces !== undefined && { namespaces }) }
      return topologyDiffAnswer(
        { topology: drawnTopology(before.snapshot, wanted), coverage: wasCovered, time: before.time },
        { topology: drawnTopology(after.snapshot, wanted), coverage: isCovered, time: after.time },
      )
    },
  )
}
