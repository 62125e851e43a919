import {
  Acknowledgement,
  ALERT_STATES,
  AlertDetail,
  AlertsPage,
  DETECTORS,
  SEVERITIES,
  timestamp,
} from '@portolan/contract'
import type { Acknowledging, Delivery } from '@portolan/pipeline/ports'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { alertDetailAnswer, alertTotals } from '../answers/alert-answers.ts'
import { NotFoundError } from '../errors.ts'
import { Cursors, isText } from '../reading/cursor.ts'
import { timeRange } from '../reading/instant-range.ts'
import type { Logbook } from '../reading/logbook.ts'
import { alertingOf } from './alerting-of.ts'
import { DEFAULT_LIMIT, oneOrMore, parameters, repeatable } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'
import { ToldAlerts } from './told-alerts.ts'

const MAX_DELIVERIES = 200

const AlertsParameters = z.strictObject({
  state: oneOrMore(ALERT_STATES).describe('Only alerts in these states; repeatable').optional(),
  namespace: parameters.namespaces,
  severity: oneOrMore(SEVERITIES).describe('Only these severities; repeatable').optional(),
  detector: oneOrMore(DETECTORS).describe('Only of these detectors; repeatable').optional(),
  rule: repeatable.describe('Only what these rules raised, by id; repeatable').optional(),
  incident: z.string().min(1).max(1000).describe('Only alerts of this incident').optional(),
  from: parameters.from,
  to: parameters.to,
  limit: parameters.limit,
  cursor: parameters.cursor,
})

const Id = z.object({ id: z.string().min(1).max(1000).describe('with `/` written as `%2F`') })

/** GET /alerts, GET /alerts/{id}, and who takes care of one. */
export const alertRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/alerts',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Alerts, newest first: those that fired at any time of the range',
        querystring: AlertsParameters,
        response: { 200: AlertsPage, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { limit = DEFAULT_LIMIT, cursor, ...filters } = request.query
      const center = alertingOf(logbook)
      const cursors = new Cursors('/alerts', filters)
      const before = cursor === undefined ? undefined : cursors.read(cursor, isText)
      const found = await center.store.alerts({
        ...(await timeRange(filters, logbook)),
        ...(filters.state && { states: filters.state }),
        ...(filters.namespace && { namespaces: filters.namespace }),
        ...(filters.severity && { severities: filters.severity }),
        ...(filters.detector && { detectors: filters.detector }),
        ...(filters.rule && { ruleIds: filters.rule }),
        ...(filters.incident !== undefined && { incident: filters.incident }),
        ...(before !== undefined && { before }),
        limit: limit + 1,
      })
      const told = new ToldAlerts(logbook.log, center)
      const last = found[limit - 1]
      reply.header('cache-control', 'private, no-cache')
      return {
        at: timestamp(logbook.now),
        seq: center.seq,
        ...alertTotals(center),
        items: found.slice(0, limit).map((stored) => told.answer(stored)),
        ...(found.length > limit && last !== undefined && { next: cursors.after(last.alert.id) }),
      }
    },
  )
  app.get(
    '/alerts/:id',
    {
      schema: {
        tags: ['alerts'],
        summary: 'One alert, with everything that became of it',
        params: Id,
        querystring: z.strictObject({}),
        response: { 200: AlertDetail, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'private, no-cache')
      return detailOf(request.params.id, logbook)
    },
  )
  const acknowledging = {
    params: Id,
    querystring: z.strictObject({}),
    response: { 200: AlertDetail, ...problemAnswers },
  }
  app.post(
    '/alerts/:id/acknowledge',
    { schema: { tags: ['alerts'], summary: 'Somebody takes care of it', body: Acknowledgement, ...acknowledging } },
    async ({ params, body }) => {
      const { by, note } = body
      await acknowledged(params.id, logbook, { at: logbook.now, by, ...(note !== undefined && { note }) })
      return detailOf(params.id, logbook)
    },
  )
  app.delete(
    '/alerts/:id/acknowledge',
    { schema: { tags: ['alerts'], summary: 'Nobody takes care of it any more', ...acknowledging } },
    async ({ params }) => {
      await acknowledged(params.id, logbook, { at: logbook.now, isWithdrawn: true })
      return detailOf(params.id, logbook)
    },
  )
}

async function acknowledged(id: string, logbook: Logbook, what: Acknowledging) {
  if (await alertingOf(logbook).acknowledge(id, what)) return
  throw new NotFoundError(`No alert ${id} fires: only one that fires can be taken care of.`)
}

/** @throws {NotFoundError} there is no such alert */
async function detailOf(id: string, logbook: Logbook): Promise<AlertDetail> {
  const center = alertingOf(logbook)
  const stored = await center.store.alert(id)
  if (stored === undefined) throw new NotFoundError(`There is no alert ${id}: it may have been forgotten.`)
  const [deliveries, receivers] = await Promise.all([
    center.store.deliveries({ incident: stored.incident, states: ['delivered'], limit: MAX_DELIVERIES }),
    center.store.receivers(),
  ])
  const names = new Map(receivers.map((receiver) => [receiver.id, receiver.name]))
  const detail = alertDetailAnswer(stored, new ToldAlerts(logbook.log, center).around(stored.alert))
  const delivered = deliveries.filter((each) => isAbout(each, id)).flatMap((each) => deliveredMoment(each, names))
  return { ...detail, timeline: [...detail.timeline, ...delivered].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)) }
}

function isAbout({ firing, notification }: Delivery, alert: string): boolean {
  return alert in firing || notification.alerts.some((told) => told.alert.id === alert)
}

function deliveredMoment(
  { attempts, receiver }: Delivery,
  names: ReadonlyMap<string, string>,
): AlertDetail['timeline'] {
  const attempt = attempts.findLast(({ outcome }) => outcome === 'delivered')
  if (attempt === undefined) return []
  return [{ type: 'delivered', at: timestamp(attempt.at), by: names.get(receiver) ?? receiver }]
}
