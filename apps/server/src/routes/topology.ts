import { Topology } from '@portolan/contract'
import { topologyAnswer } from '@portolan/contract/folding'
import { parseObjectKey } from '@portolan/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { BadRequestError } from '../errors.ts'
import { coverageOf, whatIsHidden } from '../reading/coverage.ts'
import type { Logbook } from '../reading/logbook.ts'
import { drawnTopology } from './drawn-topology.ts'
import { isKnownToClient, sendNotModified } from './entity-tag.ts'
import { parameters, watchedKind } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

const TopologyParameters = z.strictObject({
  namespace: parameters.namespaces,
  at: parameters.at,
  focus: z.string().describe('Only what is near this object: an `ObjectKey`').optional(),
  depth: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .describe('Edges from the focus, in either direction; default 2')
    .optional(),
  detail: parameters.detail,
})

/** GET /topology: what leads where, now or then. */
export const topologyRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/topology',
    {
      schema: {
        tags: ['chart'],
        summary: 'What leads where: Ingress and routes, Services, slices, Pods',
        querystring: TopologyParameters,
        response: { 200: Topology, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { namespace: namespaces, at, focus, depth, detail } = request.query
      const wanted = {
        detail,
        ...(namespaces !== undefined && { namespaces }),
        ...(focus !== undefined && { focus: checkedFocus(focus) }),
        ...(depth !== undefined && { depth }),
      }
      const view = await logbook.viewAt(at, { namespaces, signal: request.signal })
      const coverage = coverageOf(view, namespaces)
      if (isKnownToClient(request, reply, { seq: view.snapshot.seq, beside: whatIsHidden(coverage) })) {
        return sendNotModified(reply)
      }
      return topologyAnswer({ topology: drawnTopology(view.snapshot, wanted), coverage, time: view.time })
    },
  )
}

function checkedFocus(focus: string): string {
  const identity = parseObjectKey(focus)
  if (identity === undefined) {
    throw new BadRequestError(
      `focus=${focus} is no object: write Kind/namespace/name, with - for cluster-scoped kinds.`,
    )
  }
  watchedKind(identity.kind)
  return focus
}
