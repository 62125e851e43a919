import { ObjectChangesPage, ObjectsPage, timestamp } from '@portolan/contract'
import { CLUSTER_SCOPE, keyOf, watchedResource } from '@portolan/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { objectChangeAnswer } from '../answers/object-change-answer.ts'
import { NotObservedError } from '../errors.ts'
import { coverageOf, whatIsHidden } from '../reading/coverage.ts'
import { Cursors, isText } from '../reading/cursor.ts'
import type { Logbook } from '../reading/logbook.ts'
import { changesPage, logState } from './changes.ts'
import { changesQuery } from './changes-query.ts'
import { isKnownToClient, sendNotModified } from './entity-tag.ts'
import { objectList } from './object-list.ts'
import { DEFAULT_LIMIT, parameters, watchedKind, watchedKinds } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

const ObjectsParameters = z.strictObject({
  kind: parameters.kinds,
  namespace: parameters.namespaces.describe('Only these namespaces; `-` for cluster-scoped objects; repeatable'),
  name: parameters.name,
  q: parameters.search,
  at: parameters.at,
  limit: parameters.limit,
  cursor: parameters.cursor,
})

const HistoryParameters = z.strictObject({
  order: z.enum(['asc', 'desc']).default('asc').describe('Oldest or newest first'),
  from: parameters.from,
  to: parameters.to,
  limit: parameters.limit,
  cursor: parameters.cursor,
})

const ObjectName = z.object({
  kind: z.string().min(1).max(63),
  namespace: z.string().min(1).max(253).describe('`-` for cluster-scoped kinds'),
  name: z.string().min(1).max(253),
})

/** GET /objects, GET /objects/{kind}/{namespace}/{name}/changes: objects as they were, and what happened to one of them. */
export const objectRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/objects',
    {
      schema: {
        tags: ['chart'],
        summary: 'Objects, as they are kept: without noise and secrets',
        querystring: ObjectsParameters,
        response: { 200: ObjectsPage, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { limit = DEFAULT_LIMIT, cursor, ...filters } = request.query
      const kinds = watchedKinds(filters.kind)
      const places = filters.namespace?.filter((name) => name !== CLUSTER_SCOPE)
      const view = await logbook.viewAt(filters.at, { namespaces: places, signal: request.signal })
      const { snapshot, time } = view
      const { seq } = snapshot
      const coverage = coverageOf(view, places)
      if (isKnownToClient(request, reply, { seq, beside: whatIsHidden(coverage) })) return sendNotModified(reply)
      const cursors = new Cursors('/objects', filters)
      const after = cursor === undefined ? undefined : cursors.read(cursor, isText)
      const { namespace: namespaces, name, q: search } = filters
      const found = await objectList(snapshot, { kinds, namespaces, name, search, after, limit: limit + 1 })
      const items = found.slice(0, limit).map((object) => ({ ...object, metadata: { ...object.metadata } }))
      const last = found.at(limit - 1)
      const next = found.length > limit && last !== undefined && { next: cursors.after(keyOf(last)) }
      return { at: timestamp(time), seq, coverage, items, ...next }
    },
  )
  app.get(
    '/objects/:kind/:namespace/:name/changes',
    {
      schema: {
        tags: ['log'],
        summary: 'What happened to one object',
        params: ObjectName,
        querystring: HistoryParameters,
        response: { 200: ObjectChangesPage, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { kind, namespace, name } = request.params
      const { limit = DEFAULT_LIMIT, cursor, ...filters } = request.query
      const { reader } = logbook.log
      const place = watchedResource(watchedKind(kind))?.isNamespaced ? namespace : CLUSTER_SCOPE
      const query = await changesQuery({ ...filters, kind: [kind], namespace: [place], name }, logbook)
      if (isKnownToClient(request, reply, await logState(logbook))) return sendNotModified(reply)
      const cursors = new Cursors(`/objects/${kind}/${place}/${name}`, filters)
      const page = await changesPage(reader, { query, limit, cursors, cursor, tell: objectChangeAnswer })
      if (page.items.length > 0) return page
      const { order, kinds, namespaces } = query
      const any = await reader.changes({
        order,
        name,
        ...(kinds && { kinds }),
        ...(namespaces && { namespaces }),
        limit: 1,
      })
      if (any.length > 0) return page
      throw new NotObservedError(`${kind}/${place}/${name} was never observed: check its kind, namespace and name.`)
    },
  )
}
