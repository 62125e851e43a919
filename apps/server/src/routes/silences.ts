import { NewSilence, Silence, SilencesPage } from '@portolan/contract'
import { type Silence as KeptSilence, matchesAlert, silenceState } from '@portolan/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireRoomForSilence, silenceOf } from '../alerts/silence-of.ts'
import { silenceAnswer } from '../answers/silence-answer.ts'
import { NotFoundError } from '../errors.ts'
import { Cursors, isSeq } from '../reading/cursor.ts'
import type { Logbook } from '../reading/logbook.ts'
import { alertingOf } from './alerting-of.ts'
import { DEFAULT_LIMIT, parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

/** GET and POST /silences, DELETE /silences/{id}. */
export const silenceRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/silences',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Silences, newest first, with what they hide now',
        querystring: z.strictObject({ limit: parameters.limit, cursor: parameters.cursor }),
        response: { 200: SilencesPage, ...problemAnswers },
      },
    },
    async ({ query }, reply) => {
      const { limit = DEFAULT_LIMIT, cursor } = query
      const cursors = new Cursors('/silences', {})
      const skipped = cursor === undefined ? 0 : cursors.read(cursor, isSeq)
      const silences = await alertingOf(logbook).store.silences()
      const newest = [...silences].sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1))
      reply.header('cache-control', 'private, no-cache')
      const end = skipped + limit
      return {
        items: newest.slice(skipped, end).map((silence) => toldSilence(silence, logbook)),
        ...(newest.length > end && { next: cursors.after(end) }),
      }
    },
  )
  app.post(
    '/silences',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Tell nobody of what it matches',
        querystring: z.strictObject({}),
        body: NewSilence,
        response: { 201: Silence, ...problemAnswers },
      },
    },
    async ({ body }, reply) => {
      const center = alertingOf(logbook)
      const scopeOf = center.scopeOf.bind(center)
      const moment = { now: logbook.now, firing: center.firing() }
      const firing = new Set(moment.firing.map(({ id }) => id))
      requireRoomForSilence(await center.store.silences(), { now: moment.now, firing })
      const silence = silenceOf(body, { ...moment, scopeOf })
      await center.store.putSilence(silence)
      await center.settingsChanged()
      return reply.code(201).send(toldSilence(silence, logbook))
    },
  )
  app.delete(
    '/silences/:id',
    {
      schema: {
        tags: ['alerts'],
        summary: 'End a silence now; it stays in the list',
        params: z.object({ id: z.string().min(1).max(200) }),
        querystring: z.strictObject({}),
        response: { 200: Silence, ...problemAnswers },
      },
    },
    async ({ params }) => {
      const center = alertingOf(logbook)
      const silence = (await center.store.silences()).find(({ id }) => id === params.id)
      if (silence === undefined) throw new NotFoundError(`There is no silence ${params.id}.`)
      const ended = { ...silence, endedAt: silence.endedAt ?? logbook.now }
      await center.store.putSilence(ended)
      await center.settingsChanged()
      return toldSilence(ended, logbook)
    },
  )
}

function toldSilence(silence: KeptSilence, logbook: Logbook): Silence {
  const center = alertingOf(logbook)
  const firing = center.firing()
  const state = silenceState(silence, logbook.now, new Set(firing.map(({ id }) => id)))
  const { span, matcher } = silence
  const isMuted = (id: string) => span.type !== 'until-resolved' || span.alerts.includes(id)
  const muted = firing.filter((alert) => isMuted(alert.id) && matchesAlert(matcher, alert, center.scopeOf(alert)))
  return silenceAnswer(silence, { state, mutes: state === 'active' ? muted.map(({ id }) => id) : [] })
}
