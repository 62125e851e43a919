import { RolloutDetail, RolloutsPage, timestamp } from '@portolan/contract'
import { rolloutUrls } from '@portolan/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { rolloutAnswer } from '../answers/rollout-answers.ts'
import { urlAnswer } from '../answers/routes-to-answer.ts'
import { coverageOf, whatIsHidden } from '../reading/coverage.ts'
import { Cursors, isSeq } from '../reading/cursor.ts'
import { timeRange } from '../reading/instant-range.ts'
import type { Logbook } from '../reading/logbook.ts'
import { placeOf } from '../reading/place.ts'
import { boundedRegexes } from '../resolution/match-regex.ts'
import { rolloutAt, rolloutsAt } from '../rollouts/rollouts-at.ts'
import { workloadKeys } from '../rollouts/workload-keys.ts'
import { isKnownToClient, sendNotModified } from './entity-tag.ts'
import { sendPackedJson } from './packed-json.ts'
import { DEFAULT_LIMIT, parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

const RolloutsParameters = z.strictObject({
  namespace: parameters.namespaces,
  workload: z
    .string()
    .min(1)
    .max(800)
    .describe(
      'Only of this one: `Deployment/shop/web`, `shop/web`, or beside one `namespace` `Deployment/web` or `web`',
    )
    .optional(),
  from: parameters.from,
  to: parameters.to,
  at: parameters.at,
  limit: parameters.limit,
  cursor: parameters.cursor,
})

/** GET /rollouts, GET /rollouts/{id}: what became of changed templates, now or then. */
export const rolloutRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/rollouts',
    {
      schema: {
        tags: ['log'],
        summary: 'Rollouts, newest first: under way at any time of the range, with the verdict on each',
        querystring: RolloutsParameters,
        response: { 200: RolloutsPage, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { limit = DEFAULT_LIMIT, cursor, ...filters } = request.query
      const { log } = logbook
      const place = await placeOf(filters.at, logbook)
      const range = await timeRange(filters, logbook)
      const cursors = new Cursors('/rollouts', filters)
      const before = cursor === undefined ? undefined : cursors.read(cursor, isSeq)
      const workloads = filters.workload === undefined ? undefined : workloadKeys(filters.workload, filters.namespace)
      const { foldedTo } = log.rollouts.book
      const whose = { ...(filters.namespace && { namespaces: filters.namespace }), ...(workloads && { workloads }) }
      const query = {
        ...range,
        ...whose,
        place,
        limit: limit + 1,
        ...(before !== undefined && { before }),
      }
      const found = await rolloutsAt(log.rollouts, query, request.signal)
      const last = found[limit - 1]
      const isFirstOfNow = place.isNow && cursor === undefined && !filters.from && !filters.to
      const unseen = isFirstOfNow ? log.rollouts.book.unseenRequests(whose) : undefined
      reply.header('cache-control', 'private, no-cache')
      return {
        at: timestamp(place.time),
        seq: place.seq,
        isComplete: foldedTo === undefined,
        ...(typeof foldedTo === 'number' && { foldedTo: timestamp(foldedTo) }),
        ...(unseen && { unseenRequests: unseen }),
        items: found.slice(0, limit).map(rolloutAnswer),
        ...(found.length > limit && last !== undefined && { next: cursors.after(last.requested.seq) }),
      }
    },
  )
  app.get(
    '/rollouts/:id',
    {
      schema: {
        tags: ['log'],
        summary: 'One rollout: the way of each Pod, ready endpoints by revision, what was measured, what leads there',
        params: z.object({ id: z.string().min(1).max(300) }),
        querystring: z.strictObject({ at: parameters.at }),
        response: { 200: RolloutDetail, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { log } = logbook
      const { signal } = request
      const place = await placeOf(request.query.at, logbook)
      const { rollout, upTo } = await rolloutAt(log.rollouts, { id: request.params.id, place }, signal)
      const view = await logbook.viewAt(request.query.at, { signal })
      const beside = [rollout.id, rollout.coverage, whatIsHidden(coverageOf(view))].join()
      if (isKnownToClient(request, reply, { seq: view.snapshot.seq, beside })) return sendNotModified(reply)
      const text = await log.rollouts.replays.detailOf(rollout, upTo, signal)
      const index = log.indexes.of(view.snapshot)
      const urls = rolloutUrls(rollout, view.snapshot, { index, matchRegex: boundedRegexes() })
      return sendPackedJson(reply, withRoutes(text, urls.map(urlAnswer)), request.headers['accept-encoding'])
    },
  )
}

/** @param detail JSON of everything else about a rollout */
function withRoutes(detail: string, routes: RolloutDetail['routes']): string {
  return `${detail.slice(0, -1)},"routes":${JSON.stringify(routes)}}`
}
