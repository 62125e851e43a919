import { ALERT_STATES, Incident, IncidentsPage } from '@portolan/contract'
import type { Incident as KeptIncident } from '@portolan/domain'
import type { StoredAlert } from '@portolan/pipeline/ports'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { blamedWorkload } from '../alerts/alert-links.ts'
import { incidentAnswer } from '../answers/incident-answer.ts'
import { NotFoundError } from '../errors.ts'
import { Cursors, isText } from '../reading/cursor.ts'
import { timeRange } from '../reading/instant-range.ts'
import type { Logbook } from '../reading/logbook.ts'
import { alertingOf } from './alerting-of.ts'
import { oneOrMore, parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'
import { ToldAlerts } from './told-alerts.ts'

/** An incident is told with its alerts: fewer fit a page than of other things. */
const INCIDENTS_LIMIT = 20
/** Of each incident. */
const MAX_ALERTS = 1_000
/** Timelines of so many alerts are read for one incident. */
const MAX_TIMELINES = 200

const IncidentsParameters = z.strictObject({
  state: oneOrMore(ALERT_STATES)
    .describe('Only in these states; `acknowledged`: somebody takes care of everything in it that fires; repeatable')
    .optional(),
  namespace: parameters.namespaces.describe('Only with an alert in these namespaces; repeatable'),
  from: parameters.from,
  to: parameters.to,
  limit: z.coerce.number().int().min(1).max(100).describe('Items of a page, 20 unless given, at most 100').optional(),
  cursor: parameters.cursor,
})

/** GET /incidents, GET /incidents/{id}: alerts that have one cause. */
export const incidentRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/incidents',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Incidents, newest first: open at any time of the range, each with its alerts',
        querystring: IncidentsParameters,
        response: { 200: IncidentsPage, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { limit = INCIDENTS_LIMIT, cursor, ...filters } = request.query
      const { store } = alertingOf(logbook)
      const cursors = new Cursors('/incidents', filters)
      const before = cursor === undefined ? undefined : cursors.read(cursor, isText)
      const range = await timeRange(filters, logbook)
      const found = await store.incidents({
        ...range,
        ...(filters.state && { states: filters.state }),
        ...(filters.namespace && { namespaces: filters.namespace }),
        ...(before !== undefined && { before }),
        limit: limit + 1,
      })
      const last = found[limit - 1]
      reply.header('cache-control', 'private, no-cache')
      return {
        items: await Promise.all(
          found
            .slice(0, limit)
            .map(async (incident) => toldIncident(incident, await alertsOf(incident, logbook), logbook)),
        ),
        ...(found.length > limit && last !== undefined && { next: cursors.after(last.id) }),
      }
    },
  )
  app.get(
    '/incidents/:id',
    {
      schema: {
        tags: ['alerts'],
        summary: 'One incident, with its alerts and everything that became of them',
        params: z.object({ id: z.string().min(1).max(1000).describe('with `/` written as `%2F`') }),
        querystring: z.strictObject({}),
        response: { 200: Incident, ...problemAnswers },
      },
    },
    async ({ params }, reply) => {
      const { store } = alertingOf(logbook)
      const incident = await store.incident(params.id)
      if (incident === undefined) {
        throw new NotFoundError(`There is no incident ${params.id}: it may have been forgotten.`)
      }
      const alerts = await alertsOf(incident, logbook)
      const detailed = alerts.map((stored, index) =>
        index < MAX_TIMELINES ? store.alert(stored.alert.id).then((found) => found ?? stored) : stored,
      )
      reply.header('cache-control', 'private, no-cache')
      return toldIncident(incident, await Promise.all(detailed), logbook)
    },
  )
}

/** Oldest first. */
async function alertsOf({ id }: KeptIncident, logbook: Logbook): Promise<StoredAlert[]> {
  const newestFirst = await alertingOf(logbook).store.alerts({ incident: id, limit: MAX_ALERTS })
  return [...newestFirst].reverse()
}

async function toldIncident(
  incident: KeptIncident,
  stored: readonly StoredAlert[],
  logbook: Logbook,
): Promise<Incident> {
  const told = new ToldAlerts(logbook.log, alertingOf(logbook))
  const alerts = stored.map((each) => told.answer(each))
  return incidentAnswer(incident, { alerts, stored, rollout: await rolloutOf(incident, stored, logbook) })
}

/** The rollout that stalled, or that was under way when the incident began and is to blame for it. */
async function rolloutOf(
  { cause, openedAt }: KeptIncident,
  stored: readonly StoredAlert[],
  { log }: Logbook,
): Promise<string | undefined> {
  const stalled = stored.map(({ alert }) => alert.facts.rollout).find((id) => typeof id === 'string')
  if (stalled !== undefined) return stalled
  const workload = blamedWorkload(
    cause,
    stored.map(({ alert }) => alert),
  )
  if (workload === undefined) return undefined
  const query = { workloads: [workload], from: openedAt, to: openedAt + 1, limit: 1 }
  const [found] = await log.rollouts.book.rollouts(query)
  return found?.rollout.id
}
