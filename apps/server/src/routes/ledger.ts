import { Ledger, timestamp } from '@portolan/contract'
import { type Gap, ledgerCounts } from '@portolan/domain'
import type { HistoryReader, Instant, ServiceLedger } from '@portolan/pipeline/ports'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { gapAnswer } from '../answers/gap-answer.ts'
import { intervalAnswer, windowAnswer } from '../answers/ledger-answers.ts'
import { BadRequestError, NotObservedError } from '../errors.ts'
import { coveredShare } from '../reading/coverage.ts'
import { parseInstant } from '../reading/instant.ts'
import type { Logbook } from '../reading/logbook.ts'
import { parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'
import { ServiceName } from './services.ts'

/** What counts and windows are made of. Pods only explain. */
const LEDGER_KINDS: ReadonlySet<string> = new Set(['EndpointSlice', 'Service'])

const LedgerParameters = z.strictObject({ from: parameters.from, to: parameters.to })

/** GET /services/{namespace}/{name}/ledger: when each endpoint was in which state. Also for Services that are gone. */
export const ledgerRoutes: FastifyPluginAsyncZod<{ logbook: Logbook; now: () => number }> = async (
  app,
  { logbook, now },
) => {
  app.get(
    '/services/:namespace/:name/ledger',
    {
      schema: {
        tags: ['log'],
        summary: 'When each endpoint of a Service was in which state, and when none was ready',
        params: ServiceName,
        querystring: LedgerParameters,
        response: { 200: Ledger, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { namespace, name } = request.params
      const { reader, recording } = logbook.log
      const range = await timeRange(request.query, logbook)
      const end = Math.min(range.to ?? Number.POSITIVE_INFINITY, now())
      const { seq } = recording.feed
      const ledger = await reader.ledger(`${namespace}/${name}`, range)
      if (isEmpty(ledger)) await requireObserved(reader, namespace, name)
      const gaps = (await reader.gaps({ ...range, to: end })).filter((gap) => isAbout(gap, namespace))
      const { oldest } = await reader.bounds()
      const logBegins = oldest?.observedAt ?? end
      reply.header('cache-control', 'private, no-cache')
      return {
        namespace,
        name,
        from: range.from === undefined ? null : timestamp(range.from),
        to: timestamp(end),
        seq,
        intervals: ledger.intervals.map(intervalAnswer),
        zeroReady: ledger.windows.map(windowAnswer),
        counts: ledgerCounts(ledger.intervals, range),
        coverage: coveredShare({ from: range.from ?? logBegins, to: end, logBegins }, gaps),
        gaps: gaps.map(gapAnswer),
      }
    },
  )
}

/** @throws {BadInstantError | InstantInFutureError | BadRequestError} */
async function timeRange(
  query: z.infer<typeof LedgerParameters>,
  logbook: Logbook,
): Promise<{ from?: number; to?: number }> {
  const from = await timeOf(query.from, 'from', logbook)
  const to = await timeOf(query.to, 'to', logbook)
  if (from !== undefined && to !== undefined && from > to) {
    throw new BadRequestError('from lies after to: swap them.')
  }
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}

async function timeOf(
  text: string | undefined,
  parameter: 'from' | 'to',
  logbook: Logbook,
): Promise<number | undefined> {
  if (text === undefined) return undefined
  const instant: Instant = parseInstant(text, parameter)
  if ('time' in instant && parameter === 'to') return instant.time
  logbook.requirePast(instant, parameter)
  if ('time' in instant) return instant.time
  const { reader } = logbook.log
  // Ranges of the ledger are times: the millisecond of the change begins a range, and is the last one of another.
  const [change] = await reader.changes({ after: instant.seq - 1, order: 'asc', limit: 1 })
  const observedAt = change?.observedAt ?? 0
  return parameter === 'from' ? observedAt : observedAt + 1
}

function isEmpty({ intervals, windows }: ServiceLedger): boolean {
  return intervals.length === 0 && windows.length === 0
}

async function requireObserved(reader: HistoryReader, namespace: string, name: string): Promise<void> {
  const query = { kinds: ['Service'], namespaces: [namespace], name, order: 'asc', limit: 1 } as const
  const changes = await reader.changes(query)
  if (changes.length > 0 || !isEmpty(await reader.ledger(`${namespace}/${name}`, {}))) return
  throw new NotObservedError(`Service ${namespace}/${name} was never observed: check its name and namespace.`)
}

function isAbout({ kind, namespace }: Gap, wanted: string): boolean {
  return LEDGER_KINDS.has(kind) && (namespace === undefined || namespace === wanted)
}
