'use client'

import type {
  AlertRule,
  AlertRules,
  Delivery,
  NewReceiver,
  NewSilence,
  Receiver,
  Silence,
  TemplatePreview,
} from '@portolan/contract'
import { noteCall } from './call-registry.ts'
import { type ApiRequest, request, segment } from './request.ts'

async function tell<Body>(asked: ApiRequest): Promise<Body> {
  const { body } = await request<Body>(asked, { report: noteCall })
  return body
}

/** `POST /alerts/{id}/acknowledge` */
const acknowledge = (id: string, body: { readonly by: string; readonly note?: string }) =>
  tell<unknown>({ method: 'POST', path: `/alerts/${segment(id)}/acknowledge`, body })

/** `DELETE /alerts/{id}/acknowledge` */
const takeBackAcknowledgement = (id: string) =>
  tell<unknown>({ method: 'DELETE', path: `/alerts/${segment(id)}/acknowledge` })

const AT_ONCE = 6

/**
 * The same for each of many, six at a time.
 *
 * @throws what the first that failed was refused with, after all others were tried
 */
async function forEach(ids: readonly string[], run: (id: string) => Promise<unknown>): Promise<void> {
  const left = [...ids]
  const failures: unknown[] = []
  const work = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      await run(id).catch((error: unknown) => failures.push(error))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  if (failures.length > 0) throw failures[0]
}

/** `POST /alerts/{id}/acknowledge` for each */
export const acknowledgeEach = (ids: readonly string[], body: { readonly by: string; readonly note?: string }) =>
  forEach(ids, (id) => acknowledge(id, body))

/** `DELETE /alerts/{id}/acknowledge` for each */
export const takeBackEach = (ids: readonly string[]) => forEach(ids, takeBackAcknowledgement)

/** `POST /silences` */
export const createSilence = (body: NewSilence) => tell<Silence>({ method: 'POST', path: '/silences', body })

/** `DELETE /silences/{id}`: it ends now. */
export const endSilence = (id: string) => tell<unknown>({ method: 'DELETE', path: `/silences/${segment(id)}` })

/** `PUT /alert-rules`: all stored rules, in their order; refused where they are no longer those of `version`. */
export const storeRules = ({ version, items }: { version: string | undefined; items: readonly AlertRule[] }) =>
  tell<AlertRules>({ method: 'PUT', path: '/alert-rules', body: { version, items } })

/** `POST /receivers` */
export const createReceiver = (body: NewReceiver) => tell<Receiver>({ method: 'POST', path: '/receivers', body })

/** `PUT /receivers/{id}` */
export const changeReceiver = (id: string, body: NewReceiver) =>
  tell<Receiver>({ method: 'PUT', path: `/receivers/${segment(id)}`, body })

/** `DELETE /receivers/{id}` */
export const deleteReceiver = (id: string) => tell<unknown>({ method: 'DELETE', path: `/receivers/${segment(id)}` })

/** `POST /receivers/{id}/test`: sends a message that says it is a test; the receiver's answer. */
export const testReceiver = (id: string) =>
  tell<Delivery['attempts'][number]>({ method: 'POST', path: `/receivers/${segment(id)}/test` })

/** `POST /receivers/preview`: what a template makes of an incident. */
export const previewTemplate = (body: Pick<NewReceiver, 'language'> & { template: NewReceiver['template'] }) =>
  tell<TemplatePreview>({ method: 'POST', path: '/receivers/preview', body })

/** `POST /deliveries/{id}/retry`: a dead letter is sent again. */
export const retryDelivery = (id: string) => tell<unknown>({ method: 'POST', path: `/deliveries/${segment(id)}/retry` })
