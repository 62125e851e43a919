import { type Alert, parseObjectKey, type Sentence } from '@portolan/domain'
import type { Notification, NotificationKind, NotifiedAlert, Receiver } from '@portolan/pipeline/ports'

/** A sentence in a language of a receiver; English where a catalogue lacks it. */
export type TellSentence = (sentence: Sentence<string>, language: Receiver['language']) => string

/** What a template can use. Times are RFC 3339 UTC; absent things are absent, so `{% if alert.cause %}` works. */
export interface MessageView {
  readonly kind: NotificationKind
  readonly cluster: string
  /** Of the incident: `critical`, `error`, `warning`, `info`. */
  readonly severity: string
  readonly resolved: boolean
  readonly maintenance: boolean
  readonly incident: { readonly id: string; readonly openedAt: string; readonly resolvedAt?: string }
  readonly cause?: string
  readonly alerts: readonly AlertView[]
  /** Of all alerts, those left out included. */
  readonly count: number
  readonly leftOut: number
  readonly links: Notification['links']
}

export interface AlertView {
  readonly id: string
  readonly detector: string
  readonly severity: string
  readonly state: 'firing' | 'resolved'
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly sentence: string
  readonly cause?: string
  readonly since: string
  readonly raisedAt: string
  readonly resolvedAt?: string
  readonly url?: string
}

/** The view of one notification in the language of its receiver. */
export function messageView(
  notification: Notification,
  language: Receiver['language'],
  tell: TellSentence,
): MessageView {
  const { incident, alerts, alertsLeftOut } = notification
  return {
    kind: notification.kind,
    cluster: notification.cluster,
    severity: incident.severity,
    resolved: incident.resolvedAt !== undefined,
    maintenance: incident.isMaintenance,
    incident: {
      id: incident.id,
      openedAt: timeText(incident.openedAt),
      ...(incident.resolvedAt !== undefined && { resolvedAt: timeText(incident.resolvedAt) }),
    },
    ...(incident.cause && { cause: tell(incident.cause.sentence, language) }),
    alerts: alerts.map((notified) => alertView(notified, (sentence) => tell(sentence, language))),
    count: alerts.length + alertsLeftOut,
    leftOut: alertsLeftOut,
    links: notification.links,
  }
}

function alertView({ alert, url }: NotifiedAlert, tell: (sentence: Sentence<string>) => string): AlertView {
  const subject = parseObjectKey(alert.subject)
  return {
    id: alert.id,
    detector: alert.detector,
    severity: alert.severity,
    state: stateOf(alert),
    kind: subject?.kind ?? '',
    namespace: subject?.namespace ?? '',
    name: subject?.name ?? alert.subject,
    sentence: tell(alert.sentence),
    ...(alert.cause && { cause: tell(alert.cause.sentence) }),
    since: timeText(alert.since),
    raisedAt: timeText(alert.raisedAt),
    ...(alert.resolvedAt !== undefined && { resolvedAt: timeText(alert.resolvedAt) }),
    ...(url !== undefined && { url }),
  }
}

function stateOf({ resolvedAt }: Alert): AlertView['state'] {
  return resolvedAt === undefined ? 'firing' : 'resolved'
}

/** Epoch ms → RFC 3339 UTC with milliseconds. */
function timeText(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
