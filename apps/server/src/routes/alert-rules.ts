import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { AlertPreview, AlertRule, AlertRules, timestamp } from '@portolan/contract'
import { RuleBook } from '@portolan/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { countMessages } from '../alerts/count-messages.ts'
import { replayAlerts } from '../alerts/replay-alerts.ts'
import { ruleOf, ruleText } from '../alerts/rule-texts.ts'
import { storedRules } from '../alerts/stored-rules.ts'
import { alertAnswer } from '../answers/alert-answers.ts'
import { ChangedMeanwhileError } from '../errors.ts'
import { timeRange } from '../reading/instant-range.ts'
import type { Logbook } from '../reading/logbook.ts'
import { ReadingQueue } from '../reading/reading-queue.ts'
import { alertingOf } from './alerting-of.ts'
import { parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

const MAX_PREVIEW_MS = 24 * 3_600_000
const MAX_PREVIEW_CHANGES = 200_000
const MAX_PREVIEW_ALERTS = 1_000

/** GET and PUT /alert-rules, and what one would have raised. */
export const alertRuleRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  const queue = new ReadingQueue()
  let lastWrite: Promise<unknown> = Promise.resolve()
  app.get(
    '/alert-rules',
    {
      schema: {
        tags: ['alerts'],
        summary: 'All rules in the order in which they are asked: those of a file, those kept, the defaults',
        querystring: z.strictObject({}),
        response: { 200: AlertRules, ...problemAnswers },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'private, no-cache')
      return rulesNow(logbook)
    },
  )
  app.put(
    '/alert-rules',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Replace the rules that are kept; those of a file and unchanged defaults stay as they are',
        querystring: z.strictObject({}),
        body: AlertRules,
        response: { 200: AlertRules, ...problemAnswers },
      },
    },
    async ({ body }) => {
      const replaced = lastWrite.then(() => replaceRules(logbook, body))
      // Told to the one who asked for it; the next one is written all the same.
      lastWrite = replaced.catch(() => undefined)
      return replaced
    },
  )
  app.post(
    '/alert-rules/preview',
    {
      schema: {
        tags: ['alerts'],
        summary: 'What a rule, kept or not, would have raised in a stretch of the log',
        querystring: z.strictObject({
          from: parameters.from.describe('Begin: an instant as in `at`. Default: 24 hours before `to`'),
          to: parameters.to.describe('End: an instant as in `at`. Default: now'),
        }),
        body: AlertRule,
        response: { 200: AlertPreview, ...problemAnswers },
      },
    },
    async ({ body, query }, reply) => {
      const asked = await timeRange(query, logbook)
      const to = Math.min(asked.to ?? logbook.now, logbook.now)
      const from = Math.max(asked.from ?? 0, to - MAX_PREVIEW_MS)
      const rule = { ...ruleOf(body, 'stored'), enabled: true }
      const { reader, recording } = logbook.log
      const read = queue.add(() =>
        replayAlerts({
          ...{ reader, from, to, maxChanges: MAX_PREVIEW_CHANGES },
          rules: new RuleBook([rule]),
          visibilityOf: (kind) => recording.snapshot.visibilityOf(kind),
        }),
      )
      const replayed = await read.awaited(goneSignal(reply.raw))
      const alerts = replayed.alerts.filter(({ ruleId }) => ruleId === rule.id)
      const transitions = replayed.transitions.filter(({ alert }) => alert.ruleId === rule.id)
      const isShorter = asked.from !== undefined && asked.from < from
      return {
        from: timestamp(from),
        to: timestamp(replayed.to),
        seq: replayed.seq,
        alerts: alerts
          .slice(0, MAX_PREVIEW_ALERTS)
          .map((alert) => alertAnswer({ alert, incident: alert.id }, { silencedBy: [], routes: [] })),
        total: alerts.length,
        ...(replayed.isCut ? { cut: 'changes' as const } : isShorter && { cut: 'time' as const }),
        notifications: countMessages(transitions, { renotifyMs: rule.renotifyMs, to: replayed.to }),
      }
    },
  )
}

/** Aborts when the client leaves before it is answered. The request's own signal aborts as soon as a body was read. */
function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  return gone.signal
}

async function rulesNow(logbook: Logbook): Promise<AlertRules> {
  const book = await alertingOf(logbook).rules()
  const items = book.rules().map(ruleText)
  return { version: createHash('sha256').update(JSON.stringify(items)).digest('base64url').slice(0, 16), items }
}

/** @throws {ChangedMeanwhileError} `body` names another version than what is kept; nothing is written */
async function replaceRules(logbook: Logbook, body: AlertRules): Promise<AlertRules> {
  const center = alertingOf(logbook)
  const { version } = await rulesNow(logbook)
  if (body.version !== undefined && body.version !== version) {
    throw new ChangedMeanwhileError(
      `Expected the rules as of version ${body.version}, they are at ${version}: read GET /api/v1/alert-rules again, and change those.`,
    )
  }
  await center.store.replaceRules(storedRules(body, center.fileRules))
  await center.settingsChanged()
  return rulesNow(logbook)
}
