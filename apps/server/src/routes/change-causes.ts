import { ChangeCauses, timestamp } from '@portolan/contract'
import { CAUSE_WINDOW, type RecordedChange } from '@portolan/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { transitionAnswer } from '../answers/cause-answer.ts'
import { NotObservedError } from '../errors.ts'
import type { Logbook } from '../reading/logbook.ts'
import { problemAnswers } from './problem-answers.ts'

const ChangeSeq = z.object({ seq: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) })

/** GET /changes/{seq}/causes: which endpoints one change of a slice gained and lost, and why. */
export const changeCausesRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/changes/:seq/causes',
    {
      schema: {
        tags: ['log'],
        summary: 'Which endpoints one change gained, lost or moved on, and why; of an EndpointSlice, all others none',
        params: ChangeSeq,
        querystring: z.strictObject({}),
        response: { 200: ChangeCauses, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const change = await changeOf(request.params.seq, logbook)
      const { seq, observedAt, kind, namespace } = change
      const stretch = { from: observedAt, to: observedAt + 1, seq: logbook.log.recording.feed.seq }
      const isOfEndpoints = kind === 'EndpointSlice' && namespace !== undefined
      const told = isOfEndpoints
        ? await logbook.log.causes.in({ namespace, ...stretch }, request.signal)
        : { from: observedAt, transitions: [] }
      reply.header('cache-control', 'private, no-cache')
      return {
        seq,
        observedAt: timestamp(observedAt),
        isSettled: logbook.now > observedAt + CAUSE_WINDOW.afterMs,
        isComplete: told.from <= observedAt,
        items: told.transitions.filter(({ transition }) => transition.seq === seq).map(transitionAnswer),
      }
    },
  )
}

/** @throws {NotObservedError} it is not written yet, or forgotten */
async function changeOf(seq: number, { log: { reader, recording } }: Logbook): Promise<RecordedChange> {
  const [change] = await reader.changes({ after: seq - 1, before: seq + 1, order: 'asc', limit: 1 })
  if (change) return change
  const { oldest } = await reader.bounds()
  throw new NotObservedError(
    `The log has no change ${seq}: it goes from ${oldest?.seq ?? 1} to ${recording.feed.seq} now.`,
  )
}
