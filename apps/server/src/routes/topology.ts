import { Topology } from '@portolan/contract'
import { buildTopology, parseObjectKey, type TopologyView, type WatchedKind } from '@portolan/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { topologyAnswer } from '../answers/topology-answer.ts'
import { BadRequestError, TooLargeError } from '../errors.ts'
import { coverageOf } from '../reading/coverage.ts'
import type { Logbook } from '../reading/logbook.ts'
import type { View } from '../reading/view.ts'
import { isKnownToClient, sendNotModified } from './entity-tag.ts'
import { parameters, watchedKind } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

/** Nobody can look at more, and building it would hold everybody else up. */
export const MAX_NODES = 25_000

const DRAWN_KINDS = ['Service', 'Ingress', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] as const
const ENDPOINT_KINDS = ['EndpointSlice', 'Pod', 'Deployment', 'StatefulSet', 'DaemonSet'] as const

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
  detail: z
    .enum(['endpoints', 'services'])
    .default('endpoints')
    .describe('`services` ends at the Services, which carry the counts of their endpoints'),
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
      const view = await logbook.viewAt(at, namespaces)
      const coverage = coverageOf(view, namespaces)
      if (isKnownToClient(request, reply, { seq: view.snapshot.seq, beside: besideOf(coverage) })) {
        return sendNotModified(reply)
      }
      refuseIfTooLarge(view, wanted)
      const topology = buildTopology(view.snapshot, wanted)
      if (topology.nodes.length > MAX_NODES) throw tooLarge(wanted)
      return topologyAnswer({ topology, coverage, time: view.time })
    },
  )
}

/** Coverage may change without a change of the log; where everything is read it says nothing. */
function besideOf({ kinds, gaps }: Topology['coverage']): string {
  const hidden = Object.entries(kinds).filter(([, visibility]) => visibility !== 'observed' && visibility !== 'absent')
  return hidden.length === 0 && gaps.length === 0 ? '' : JSON.stringify([hidden, gaps])
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

/** Counts before building: a topology that is refused must not cost what it would have cost. */
function refuseIfTooLarge({ snapshot }: View, wanted: TopologyView): void {
  if (wanted.focus !== undefined) return
  const kinds: readonly WatchedKind[] = wanted.detail === 'services' ? DRAWN_KINDS : [...DRAWN_KINDS, ...ENDPOINT_KINDS]
  let count = 0
  for (const kind of kinds) {
    for (const namespace of wanted.namespaces ?? [undefined]) {
      for (const _ of snapshot.ofKind(kind, namespace)) if (++count > MAX_NODES) throw tooLarge(wanted)
    }
  }
}

function tooLarge({ detail }: TopologyView): TooLargeError {
  const remedy = detail === 'services' ? 'Ask for some namespaces' : 'Ask for some namespaces, or for detail=services'
  return new TooLargeError(`This topology has more than ${MAX_NODES} nodes. ${remedy}.`)
}
