import { randomUUID } from 'node:crypto'
import {
  DeliveryAttempt,
  NewReceiver,
  Receiver,
  ReceiversPage,
  TemplatePreview,
  TemplateTrial,
} from '@portolan/contract'
import { DEFAULT_TEMPLATES, messageView, renderMessage } from '@portolan/notifier'
import type { DeliveryCount, Receiver as KeptReceiver, Notification } from '@portolan/pipeline/ports'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { receiverOf, requireTemplate } from '../alerts/receiver-of.ts'
import { tellSentence } from '../alerts/tell-sentence.ts'
import { sampleNotification } from '../alerts/test-delivery.ts'
import { attemptAnswer } from '../answers/delivery-answer.ts'
import { receiverAnswer } from '../answers/receiver-answer.ts'
import { BadRequestError, NotFoundError } from '../errors.ts'
import type { Logbook } from '../reading/logbook.ts'
import { alertingOf } from './alerting-of.ts'
import { problemAnswers } from './problem-answers.ts'

const MAX_RECEIVERS = 100
/** So many of the newest messages tell how it goes with a receiver. */
const RECENT = 20

const Id = z.object({ id: z.string().min(1).max(200) })
const none = z.strictObject({})

/** Everything under /receivers. Secrets go in and never come out. */
export const receiverRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/receivers',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Who is told, by name, and how it goes with them',
        querystring: none,
        response: { 200: ReceiversPage, ...problemAnswers },
      },
    },
    async (_request, reply) => {
      const receivers = [...(await alertingOf(logbook).store.receivers())].sort((a, b) => (a.name < b.name ? -1 : 1))
      reply.header('cache-control', 'private, no-cache')
      const counted = await alertingOf(logbook).store.deliveryCounts()
      return { items: await Promise.all(receivers.map((receiver) => toldReceiver(receiver, counted, logbook))) }
    },
  )
  app.post(
    '/receivers',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Tell somebody else as well',
        querystring: none,
        body: NewReceiver,
        response: { 201: Receiver, ...problemAnswers },
      },
    },
    async ({ body }, reply) => {
      const { store } = alertingOf(logbook)
      if ((await store.receivers()).length >= MAX_RECEIVERS) {
        throw new BadRequestError(`There are ${MAX_RECEIVERS} receivers, and that is the most: remove one.`)
      }
      return reply.code(201).send(await keptReceiver(body, { id: randomUUID(), before: undefined }, logbook))
    },
  )
  app.post(
    '/receivers/preview',
    {
      schema: {
        tags: ['alerts'],
        summary: 'What a template makes of the newest incident, or of an invented one',
        querystring: none,
        body: TemplateTrial,
        response: { 200: TemplatePreview, ...problemAnswers },
      },
    },
    async ({ body }) => previewOf(body, logbook),
  )
  app.put(
    '/receivers/:id',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Change a receiver; `{ "keep": true }` leaves a secret as it is',
        params: Id,
        querystring: none,
        body: NewReceiver,
        response: { 200: Receiver, ...problemAnswers },
      },
    },
    async ({ params, body }) =>
      keptReceiver(body, { id: params.id, before: await receiverBy(params.id, logbook) }, logbook),
  )
  app.delete(
    '/receivers/:id',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Tell a receiver nothing more; what waits for it becomes dead letters',
        params: Id,
        querystring: none,
        response: { 204: z.undefined().describe('It is gone'), ...problemAnswers },
      },
    },
    async ({ params }, reply) => {
      const center = alertingOf(logbook)
      if (!(await center.store.removeReceiver(params.id))) throw unknownReceiver(params.id)
      await center.settingsChanged()
      return reply.code(204).send(undefined)
    },
  )
  app.post(
    '/receivers/:id/test',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Send a test at once, and tell what the receiver answered',
        params: Id,
        querystring: none,
        response: { 200: DeliveryAttempt, ...problemAnswers },
      },
    },
    async ({ params }) => attemptAnswer(await alertingOf(logbook).test(await receiverBy(params.id, logbook))),
  )
}

/** @throws {NotFoundError} */
async function receiverBy(id: string, logbook: Logbook): Promise<KeptReceiver> {
  const found = (await alertingOf(logbook).store.receivers()).find((receiver) => receiver.id === id)
  if (found === undefined) throw unknownReceiver(id)
  return found
}

function unknownReceiver(id: string): NotFoundError {
  return new NotFoundError(`There is no receiver ${id}.`)
}

interface ReceiverPlace {
  readonly id: string
  readonly before: KeptReceiver | undefined
}

async function keptReceiver(given: NewReceiver, place: ReceiverPlace, logbook: Logbook): Promise<Receiver> {
  const center = alertingOf(logbook)
  const receiver = receiverOf(given, { ...place, ...center.secrets })
  await center.store.putReceiver(receiver)
  await center.settingsChanged()
  return toldReceiver(receiver, await center.store.deliveryCounts(), logbook)
}

async function toldReceiver(
  receiver: KeptReceiver,
  counted: readonly DeliveryCount[],
  logbook: Logbook,
): Promise<Receiver> {
  const center = alertingOf(logbook)
  const recent = await center.store.deliveries({ receiver: receiver.id, limit: RECENT })
  const own = counted.filter((each) => each.receiver === receiver.id).map(({ state, count }) => [state, count])
  return receiverAnswer(receiver, { circuit: center.circuitOf(receiver.id), counts: Object.fromEntries(own), recent })
}

/** @throws {BadRequestError} the template is wrong; the message says where */
async function previewOf({ template, language }: TemplateTrial, logbook: Logbook): Promise<TemplatePreview> {
  if (template) requireTemplate(template, language)
  const newest = await newestNotification(logbook)
  const notification = newest ?? sampleNotification(logbook.log.recording.cluster?.name ?? '', logbook.now)
  const view = messageView(notification, language, tellSentence)
  return { ...renderMessage(template ?? DEFAULT_TEMPLATES[language], view), isSample: newest === undefined }
}

/** As a receiver of everything would be told of the incident that began last. */
async function newestNotification(logbook: Logbook): Promise<Notification | undefined> {
  const { store } = alertingOf(logbook)
  const [incident] = await store.incidents({ limit: 1 })
  if (incident === undefined) return undefined
  const stored = await store.alerts({ incident: incident.id, limit: RECENT })
  const alerts = stored.map(({ alert }) => ({ alert }))
  const kind = incident.resolvedAt === undefined ? 'firing' : 'resolved'
  const cluster = logbook.log.recording.cluster?.name ?? ''
  const alertsLeftOut = Math.max(0, incident.alerts.length - alerts.length)
  return { kind, at: logbook.now, cluster, incident, alerts, alertsLeftOut, links: {} }
}
