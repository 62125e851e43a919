import type { SendOutcome } from '@portolan/pipeline/ports'
import type { AlertView } from '../message/message-view.ts'
import type { ReadSecret } from '../secrets/secret-reader.ts'
import type { HttpMessage } from '../transport/http-sender.ts'
import { JSON_HEADERS, type OutgoingMessage, type TargetOf } from './target-message.ts'

/** An alert that is not sent again within this time is taken for resolved: three times the interval of repeats. */
const ALERTMANAGER_EXPIRY_MS = 6 * 60_000

/** One request per Alertmanager of the cluster (API v2, `POST /api/v2/alerts`). */
export function alertmanagerMessages(target: TargetOf<'alertmanager'>, outgoing: OutgoingMessage): HttpMessage[] {
  const { view, now, readSecret } = outgoing
  const body = JSON.stringify(view.alerts.map((alert) => postableAlert(alert, view.cluster, now)))
  const headers = { ...JSON_HEADERS, ...authorization(target, readSecret) }
  return target.urls.map((url) => ({ url: `${url.replace(/\/+$/, '')}/api/v2/alerts`, headers, body }))
}

/**
 * Alertmanagers of one cluster tell each other: one that took it is enough. Where none did, it is tried again if that can help
 * any of them.
 */
export function alertmanagerOutcome(outcomes: readonly SendOutcome[]): SendOutcome {
  const best =
    outcomes.find(({ type }) => type === 'delivered') ??
    outcomes.find(({ type }) => type === 'try-again') ??
    outcomes[0]
  if (best === undefined) return { type: 'refused', answer: 'No Alertmanager is configured.' }
  if (outcomes.length === 1) return best
  const taken = outcomes.filter(({ type }) => type === 'delivered').length
  const faults = outcomes.filter(({ type }) => type !== 'delivered').map(({ answer }) => answer)
  return { ...best, answer: [`${taken} of ${outcomes.length} Alertmanagers took it.`, ...faults].join(' ') }
}

function postableAlert(alert: AlertView, cluster: string, now: number): object {
  return {
    labels: {
      alertname: alert.detector,
      severity: alert.severity,
      cluster,
      namespace: alert.namespace,
      kind: alert.kind,
      [alert.kind === 'Service' ? 'service' : 'workload']: alert.name,
      portolan_alert: alert.id,
    },
    annotations: { summary: alert.sentence, ...(alert.cause !== undefined && { cause: alert.cause }) },
    startsAt: alert.raisedAt,
    endsAt: alert.resolvedAt ?? new Date(now + ALERTMANAGER_EXPIRY_MS).toISOString(),
    ...(alert.url !== undefined && { generatorURL: alert.url }),
  }
}

function authorization(target: TargetOf<'alertmanager'>, readSecret: ReadSecret): Record<string, string> {
  if (target.token !== undefined) return { authorization: `Bearer ${readSecret(target.token)}` }
  if (target.username === undefined) return {}
  const password = target.password === undefined ? '' : readSecret(target.password)
  return { authorization: `Basic ${Buffer.from(`${target.username}:${password}`).toString('base64')}` }
}
