import type { Readable } from 'node:stream'
import { ChangesPage } from '@portolan/contract'
import type { RecordedChange } from '@portolan/domain'
import type { ChangesQuery, HistoryReader } from '@portolan/pipeline/ports'
import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { changeAnswer } from '../answers/change-answer.ts'
import { Cursors, isSeq } from '../reading/cursor.ts'
import type { Logbook } from '../reading/logbook.ts'
import { changesAsLines } from './change-lines.ts'
import { changesQuery } from './changes-query.ts'
import { type AnswerState, isKnownToClient, sendNotModified } from './entity-tag.ts'
import { DEFAULT_LIMIT, parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

export const NDJSON = 'application/x-ndjson'

const position = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

const ChangesParameters = z.strictObject({
  after: position.describe('Only changes with a greater `seq`').optional(),
  before: position.describe('Only changes with a smaller `seq`').optional(),
  order: z.enum(['asc', 'desc']).default('asc').describe('Oldest or newest first'),
  from: parameters.from,
  to: parameters.to,
  kind: parameters.kinds,
  namespace: parameters.namespaces.describe('Only these namespaces; `-` for cluster-scoped objects; repeatable'),
  name: parameters.name,
  limit: parameters.limit,
  cursor: parameters.cursor,
})

const changesAnswers = {
  200: {
    description: 'A page of the log; with `Accept: application/x-ndjson` all of it, one change per line',
    content: {
      'application/json': { schema: ChangesPage },
      [NDJSON]: { schema: z.string().describe('One `RecordedChange` per line') },
    },
  },
  ...problemAnswers,
}

/** GET /changes: the log itself, by page or as a stream of lines. */
export const changesRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/changes',
    { schema: { tags: ['log'], summary: 'The log', querystring: ChangesParameters, response: changesAnswers } },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const { reader, recording } = logbook.log
      const query = await changesQuery(filters, logbook)
      reply.header('vary', 'accept')
      if (request.headers.accept?.includes(NDJSON)) {
        const end = { before: Math.min(query.before ?? Number.POSITIVE_INFINITY, recording.feed.seq + 1) }
        return sendLines(reply, changesAsLines(reader, { ...query, ...end, ...(limit && { total: limit }) }))
      }
      if (isKnownToClient(request, reply, await logState(logbook))) return sendNotModified(reply)
      const cursors = new Cursors('/changes', filters)
      return changesPage(reader, { query, limit: limit ?? DEFAULT_LIMIT, cursors, cursor })
    },
  )
}

function sendLines(reply: FastifyReply, lines: Readable): FastifyReply {
  return reply.type(NDJSON).send(lines)
}

/** Answers from the log change as it grows, and as its oldest part is forgotten. */
export async function logState({ log: { reader, recording } }: Logbook): Promise<AnswerState> {
  const { seq } = recording.feed
  const { oldest } = await reader.bounds()
  return { seq, ...(oldest !== undefined && oldest.seq > 1 && { beside: `from ${oldest.seq}` }) }
}

export interface PageRequest {
  readonly query: Omit<ChangesQuery, 'limit'>
  readonly limit: number
  readonly cursors: Cursors
  readonly cursor: string | undefined
  /** How each change is told; absent: as everywhere. */
  readonly tell?: (change: RecordedChange) => ChangesPage['items'][number]
}

/** One page of the log. @throws {BadCursorError} */
export async function changesPage(reader: HistoryReader, request: PageRequest): Promise<ChangesPage> {
  const { query, limit, cursors, cursor, tell = changeAnswer } = request
  const reached = cursor === undefined ? undefined : cursors.read(cursor, isSeq)
  const changes = await reader.changes({ ...query, ...beyond(query.order, reached), limit: limit + 1 })
  const items = changes.slice(0, limit).map(tell)
  const last = items.at(-1)
  return { items, ...(changes.length > limit && last !== undefined && { next: cursors.after(last.seq) }) }
}

function beyond(order: 'asc' | 'desc', reached: number | undefined): Pick<ChangesQuery, 'after' | 'before'> {
  if (reached === undefined) return {}
  return order === 'asc' ? { after: reached } : { before: reached }
}
