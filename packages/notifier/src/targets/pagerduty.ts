import { cut } from '../message/message-templates.ts'
import type { HttpMessage } from '../transport/http-sender.ts'
import { JSON_HEADERS, type OutgoingMessage, type TargetOf } from './target-message.ts'

const SUMMARY_LENGTH = 1024

/** Events API v2. One PagerDuty alert for one incident: triggered again it is updated, and resolved with the incident. */
export function pagerdutyMessage(target: TargetOf<'pagerduty'>, outgoing: OutgoingMessage): HttpMessage {
  const { view, text, readSecret } = outgoing
  return {
    url: target.url,
    headers: JSON_HEADERS,
    body: JSON.stringify({
      routing_key: readSecret(target.routingKey),
      event_action: view.resolved ? 'resolve' : 'trigger',
      dedup_key: `portolan/${view.incident.id}`.slice(0, 255),
      client: 'Portolan',
      ...(view.links.incident !== undefined && { client_url: view.links.incident }),
      payload: {
        summary: cut(text.title, SUMMARY_LENGTH),
        source: view.cluster,
        severity: view.severity,
        timestamp: view.incident.openedAt,
        ...(view.alerts[0] && { component: view.alerts[0].name, group: view.alerts[0].namespace }),
        class: view.alerts[0]?.detector ?? 'incident',
        custom_details: { text: text.body, alerts: view.alerts, leftOut: view.leftOut },
      },
      links: Object.entries(view.links).map(([name, href]) => ({ href, text: name })),
    }),
  }
}
