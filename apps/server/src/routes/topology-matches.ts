import { setImmediate as nextTurn } from 'node:timers/promises'
import { TopologyMatches, timestamp } from '@portolan/contract'
import { type ChartQuestion, chartMatches, type Snapshot } from '@portolan/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { changedOnChart } from '../chart/changed-on-chart.ts'
import { BadRequestError } from '../errors.ts'
import type { Logbook } from '../reading/logbook.ts'
import { parseDuration } from '../reading/stepped-range.ts'
import { isKnownToClient, sendNotModified } from './entity-tag.ts'
import { parameters, repeatable } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

const LONGEST_MS = 24 * 60 * 60_000

const MatchParameters = z.strictObject({
  namespace: parameters.namespaces,
  at: parameters.at,
  label: repeatable
    .describe(
      '`key` or `key=value`, the key with or without its prefix: of what has a card, or of Pods behind a Service',
    )
    .optional(),
  node: repeatable.describe('Services with an endpoint on this Node').optional(),
  pod: repeatable
    .describe('Services with a Pod of which this is a part of the name or the beginning of the address')
    .optional(),
  changed: z
    .string()
    .describe('What changed within this time before the instant: `30s`, `5m`, `2h`, at most `1d`')
    .optional(),
})

/** GET /topology/matches: which cards of the chart are meant by what they do not say themselves. */
export const topologyMatchesRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/topology/matches',
    {
      schema: {
        tags: ['chart'],
        summary: 'Which objects of the chart have a label, run on a Node, hold a Pod or changed lately',
        querystring: MatchParameters,
        response: { 200: TopologyMatches, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { namespace: namespaces, at, changed, ...asked } = request.query
      const question = questionOf(asked, changed)
      const { snapshot, time } = await logbook.viewAt(at, { namespaces, signal: request.signal })
      const { seq } = snapshot
      const answer = { at: timestamp(time), seq }
      if (typeof question === 'number') {
        reply.header('cache-control', 'private, no-cache')
        const { reader } = logbook.log
        const { keys, since } = await changedOnChart({ reader, snapshot }, { from: time - question, namespaces })
        return { ...answer, keys: [...keys].sort(), since: timestamp(since) }
      }
      if (isKnownToClient(request, reply, { seq })) return sendNotModified(reply)
      return { ...answer, keys: await matches(snapshot, namespaces, question), since: null }
    },
  )
}

type Asked = { readonly [By in ChartQuestion['by']]?: readonly string[] | undefined }

/** What is asked; for `changed`, within how many milliseconds. @throws {BadRequestError} not exactly one thing is */
function questionOf(asked: Asked, changed: string | undefined): ChartQuestion | number {
  const questions = (['label', 'node', 'pod'] as const).flatMap((by) => {
    const values = asked[by]?.map((value) => value.toLowerCase())
    return values ? { by, values } : []
  })
  const [question] = questions
  if (questions.length + Number(changed !== undefined) !== 1) {
    throw new BadRequestError('Ask for one of label, node, pod and changed; several values of it are one of them.')
  }
  if (question) return question
  const withinMs = parseDuration('changed', changed ?? '')
  if (withinMs > LONGEST_MS) throw new BadRequestError(`changed=${changed} is longer than a day: ask for 1d or less.`)
  return withinMs
}

/** Namespace after namespace, between which others get their turn. */
async function matches(
  snapshot: Snapshot,
  namespaces: readonly string[] | undefined,
  question: ChartQuestion,
): Promise<string[]> {
  const keys = new Set<string>()
  for (const namespace of namespaces ?? snapshot.namespaces()) {
    for (const key of chartMatches(snapshot, namespace, question)) keys.add(key)
    await nextTurn()
  }
  return [...keys].sort()
}
