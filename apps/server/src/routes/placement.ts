import { setImmediate as nextTurn } from 'node:timers/promises'
import { Placement, timestamp } from '@portolan/contract'
import { nodePlace, type ServicePlacement, type Snapshot, servicePlacements } from '@portolan/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { TooLargeError } from '../errors.ts'
import type { Logbook } from '../reading/logbook.ts'
import { isKnownToClient, sendNotModified } from './entity-tag.ts'
import { parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

/** Pairs of a Service and a node; nobody can look at more. */
const MAX_PLACES = 10_000

const PlacementParameters = z.strictObject({ namespace: parameters.namespaces, at: parameters.at })

/** GET /topology/placement: on which Nodes the endpoints of Services are, now or then. */
export const placementRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/topology/placement',
    {
      schema: {
        tags: ['chart'],
        summary: 'On which Nodes the endpoints of each Service are',
        querystring: PlacementParameters,
        response: { 200: Placement, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { namespace: namespaces, at } = request.query
      const { snapshot, time } = await logbook.viewAt(at, { namespaces, signal: request.signal })
      const { seq } = snapshot
      if (isKnownToClient(request, reply, { seq })) return sendNotModified(reply)
      const placements = await placementsIn(snapshot, namespaces ?? snapshot.namespaces())
      const names = new Set(placements.flatMap(({ byNode }) => byNode.flatMap(({ node }) => node ?? [])))
      return {
        at: timestamp(time),
        seq,
        services: placements.map(({ service, byNode }) => ({
          key: service,
          byNode: byNode.map(({ node = null, ...counts }) => ({ node, ...counts })),
        })),
        nodes: [...names].sort().map((name) => {
          const { zone = null, isReady = null, isSchedulable = null } = nodePlace(snapshot, name)
          return { name, zone, isReady, isSchedulable }
        }),
      }
    },
  )
}

/** By key of the Service. @throws {TooLargeError} more than anybody can look at */
async function placementsIn(snapshot: Snapshot, namespaces: readonly string[]): Promise<ServicePlacement[]> {
  const placements: ServicePlacement[] = []
  let places = 0
  for (const namespace of namespaces) {
    for (const placement of servicePlacements(snapshot, namespace)) {
      placements.push(placement)
      places += placement.byNode.length
    }
    if (places > MAX_PLACES) {
      throw new TooLargeError(`Endpoints are on more than ${MAX_PLACES} places here. Ask for some namespaces.`)
    }
    await nextTurn()
  }
  return placements.sort((a, b) => Number(a.service > b.service) - Number(a.service < b.service))
}
