import { FindingsPage, timestamp } from '@portolan/contract'
import { CLUSTER_SCOPE, RULES, ruleById, SEVERITIES } from '@portolan/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { findingAnswer, findingCounts, suppressionAnswers } from '../answers/finding-answers.ts'
import { BadRequestError, NotReadyError } from '../errors.ts'
import type { FindingsThen, InstantQuery } from '../findings/instant-findings.ts'
import type { FindingsNow } from '../findings/live-findings.ts'
import { coverageOf, whatIsHidden } from '../reading/coverage.ts'
import { Cursors, isText } from '../reading/cursor.ts'
import type { Logbook } from '../reading/logbook.ts'
import type { View } from '../reading/view.ts'
import { isKnownToClient, sendNotModified } from './entity-tag.ts'
import { filteredFindings, findingsBehind, placeOf } from './finding-list.ts'
import { DEFAULT_LIMIT, parameters, repeatable, watchedKinds } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

const Severities = z
  .union([z.enum(SEVERITIES), z.array(z.enum(SEVERITIES))])
  .transform((value) => [value].flat())
  .describe('Only these severities; repeatable')

const FindingsParameters = z.strictObject({
  namespace: parameters.namespaces.describe(
    'Only subjects in these namespaces; `-` for cluster-scoped ones; repeatable',
  ),
  severity: Severities.optional(),
  rule: repeatable.describe('Only these rules, `SVC-001`; repeatable').optional(),
  kind: parameters.kinds.describe('Only subjects of these kinds; repeatable'),
  name: parameters.name.describe('Only subjects of this name'),
  at: parameters.at,
  limit: parameters.limit,
  cursor: parameters.cursor,
})

/** `since`: of now alone, where it names the answer beside the `seq`. */
type Told = FindingsThen & Partial<Pick<FindingsNow, 'since'>>

/** GET /findings: what the rules say of the cluster, now or then. */
export const findingsRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/findings',
    {
      schema: {
        tags: ['chart'],
        summary: 'What is wrong or worth knowing, with evidence and remedy',
        querystring: FindingsParameters,
        response: { 200: FindingsPage, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { limit = DEFAULT_LIMIT, cursor, ...filters } = request.query
      watchedKinds(filters.kind)
      refuseUnknownRules(filters.rule)
      const places = filters.namespace?.filter((name) => name !== CLUSTER_SCOPE)
      const view = await logbook.viewAt(filters.at, { signal: request.signal })
      const told = await findingsIn(view, { namespaces: places, signal: request.signal }, logbook)
      const { time, seq } = { time: view.isLive ? logbook.now : view.time, seq: view.snapshot.seq }
      const coverage = coverageOf(view, places)
      const beside = `${told.since ?? ''}${whatIsHidden(coverage)}`
      if (isKnownToClient(request, reply, { seq, beside })) return sendNotModified(reply)
      const cursors = new Cursors('/findings', filters)
      const after = cursor === undefined ? undefined : cursors.read(cursor, isText)
      const findings = filteredFindings(told.findings, filters)
      const behind = findingsBehind(findings, after)
      const last = behind[limit - 1]
      return {
        at: timestamp(time),
        seq,
        coverage,
        counts: findingCounts(findings),
        rules: RULES.length,
        suppressed: suppressionAnswers(told.suppressed),
        settling: filteredFindings(told.settling, filters).length,
        items: behind.slice(0, limit).map(findingAnswer),
        ...(behind.length > limit && last !== undefined && { next: cursors.after(placeOf(last)) }),
      }
    },
  )
}

async function findingsIn(view: View, query: InstantQuery, { log }: Logbook): Promise<Told> {
  if (!view.isLive || log.hasEnded) return log.instantFindings.of(view, query)
  const now = await log.findings.read()
  if (now !== undefined) return now
  const { progress } = log.findings
  throw new NotReadyError(
    progress === undefined
      ? 'The cluster is still being read: what is wrong can be told when all of it is known.'
      : `What is wrong can be told when all of the cluster is judged: ${progress.waiting} of ${progress.of} objects are left.`,
  )
}

/** @throws {BadRequestError} there is no such rule */
function refuseUnknownRules(rules: readonly string[] | undefined): void {
  const unknown = rules?.find((rule) => ruleById(rule) === undefined)
  if (unknown !== undefined) {
    throw new BadRequestError(`There is no rule ${unknown}: rules are named as SVC-001, docs/rules lists all.`)
  }
}
