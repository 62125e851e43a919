import { type Coverage, ServiceDetail, type ServiceRow, ServicesPage, timestamp } from '@portolan/contract'
import { describeService, type ObjectKey, objectKey, type ServiceSummary } from '@portolan/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { serviceDetail, serviceRow } from '../answers/service-answers.ts'
import { CHURN_WINDOW_MS, churnBefore } from '../churn/churn-instants.ts'
import { NotObservedError } from '../errors.ts'
import { findingsOfService } from '../findings/instant-findings.ts'
import { coverageOf, whatIsHidden } from '../reading/coverage.ts'
import { Cursors, isText } from '../reading/cursor.ts'
import type { Logbook } from '../reading/logbook.ts'
import type { View } from '../reading/view.ts'
import { isKnownToClient, sendNotModified } from './entity-tag.ts'
import { DEFAULT_LIMIT, parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'
import { serviceList } from './service-list.ts'

const LEDGERS_AT_ONCE = 16

export const ServiceName = z.object({
  namespace: z.string().min(1).max(253),
  name: z.string().min(1).max(253),
})

const ServicesParameters = z.strictObject({
  namespace: parameters.namespaces,
  at: parameters.at,
  q: parameters.search,
  limit: parameters.limit,
  cursor: parameters.cursor,
})

/** GET /services, GET /services/{namespace}/{name}: how Services are, now or then. */
export const serviceRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/services',
    {
      schema: {
        tags: ['chart'],
        summary: 'Services with the counts of their endpoints',
        querystring: ServicesParameters,
        response: { 200: ServicesPage, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { limit = DEFAULT_LIMIT, cursor, ...filters } = request.query
      const view = await logbook.viewAt(filters.at, { namespaces: filters.namespace, signal: request.signal })
      const coverage = coverageOf(view, filters.namespace)
      const { seq } = view.snapshot
      if (isKnownToClient(request, reply, { seq, beside: besideOf(view, coverage, logbook) })) {
        return sendNotModified(reply)
      }
      const cursors = new Cursors('/services', filters)
      const after = cursor === undefined ? undefined : cursors.read(cursor, isText)
      const found = serviceList(view.snapshot, {
        namespaces: filters.namespace,
        search: filters.q,
        after,
        limit: limit + 1,
      })
      const page = found.slice(0, limit)
      const last = page.at(-1)
      const items = await rows(page, view, logbook)
      return {
        at: timestamp(view.time),
        seq,
        coverage,
        items,
        ...(found.length > limit && last !== undefined && { next: cursors.after(`${last.namespace}/${last.name}`) }),
      }
    },
  )
  app.get(
    '/services/:namespace/:name',
    {
      schema: {
        tags: ['chart'],
        summary: 'One Service: exposure, slices, endpoints, routes that lead here',
        params: ServiceName,
        querystring: z.strictObject({ at: parameters.at }),
        response: { 200: ServiceDetail, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { namespace, name } = request.params
      const view = await logbook.viewAt(request.query.at, { namespaces: [namespace], signal: request.signal })
      const coverage = coverageOf(view, [namespace])
      const { seq } = view.snapshot
      const findings = await serviceFindings(view, objectKey('Service', namespace, name), logbook)
      const told = JSON.stringify(findings.map(({ rule, about, since }) => [rule, about, since]))
      if (isKnownToClient(request, reply, { seq, beside: `${besideOf(view, coverage, logbook)}${told}` })) {
        return sendNotModified(reply)
      }
      const description = describeService(view.snapshot, namespace, name)
      if (description === undefined) throw notObserved(view, namespace, name)
      const [row] = await rows([description], view, logbook)
      return serviceDetail({ description, churn: row?.churn ?? 0, seq, time: view.time, coverage, findings })
    },
  )
}

/** Those of now are kept up; those of then follow from the objects of then. */
function serviceFindings({ isLive, snapshot }: View, subject: ObjectKey, { log }: Logbook) {
  return isLive && !log.hasEnded ? log.findings.readOf(subject) : findingsOfService(snapshot, subject)
}

/** Rows of now change without a change of the log: churn grows old, and permissions come and go. */
function besideOf({ isLive }: View, coverage: Coverage, logbook: Logbook): string {
  return `${isLive ? logbook.log.news.churnSignature : ''}${whatIsHidden(coverage)}`
}

/** Churn of now is kept up; churn of then is in the ledgers, which are read a few at a time: others read too. */
async function rows(summaries: readonly ServiceSummary[], view: View, logbook: Logbook): Promise<ServiceRow[]> {
  const { news } = logbook.log
  if (view.isLive) return summaries.map((summary) => serviceRow(summary, news.churnOf(nameOf(summary))))
  const found: ServiceRow[] = []
  for (let from = 0; from < summaries.length; from += LEDGERS_AT_ONCE) {
    const some = summaries.slice(from, from + LEDGERS_AT_ONCE)
    found.push(...(await Promise.all(some.map((summary) => pastRow(summary, view, logbook)))))
  }
  return found
}

async function pastRow(summary: ServiceSummary, { time }: View, { log }: Logbook): Promise<ServiceRow> {
  const range = { from: time - CHURN_WINDOW_MS, to: time + 1 }
  const { intervals } = await log.reader.ledger(nameOf(summary), range)
  return serviceRow(summary, churnBefore(time, intervals))
}

function nameOf({ namespace, name }: ServiceSummary): string {
  return `${namespace}/${name}`
}

function notObserved({ snapshot, isLive }: View, namespace: string, name: string): NotObservedError {
  const when = isLive ? 'now' : 'at that instant'
  const isRead = snapshot.visibilityOf('Service', namespace) === 'observed'
  const reason = isRead
    ? `there is none ${when}`
    : `Services of the namespace are not read completely ${when}, it may exist`
  return new NotObservedError(`Service ${namespace}/${name} was not observed: ${reason}.`)
}
