import type { Alert, Incident } from '@portolan/domain'
import type { Delivery, Notification, Receiver, ReceiverTarget } from '@portolan/pipeline/ports'

const RAISED_AT = Date.UTC(2026, 10, 21, 14, 9, 11, 4)

/** `ledger` of `pay` has no ready endpoint, because its node is not ready. */
export function zeroEndpointsAlert(changed: Partial<Alert> = {}): Alert {
  return {
    id: 'zero-endpoints/Service/pay/ledger/41',
    ruleId: 'default-zero-endpoints',
    detector: 'zero-endpoints',
    severity: 'critical',
    subject: 'Service/pay/ledger',
    since: RAISED_AT - 10_000,
    sinceSeq: 41,
    raisedAt: RAISED_AT,
    facts: { ready: 0, desired: 4 },
    evidence: [],
    lost: ['uid-1', 'uid-2'],
    cause: {
      kind: 'node-not-ready',
      row: 10,
      object: 'Node/-/n7',
      confidence: 'proven',
      sentence: { id: 'cause.node-not-ready', args: { node: 'n7' }, text: 'Node n7 is not ready' },
    },
    sentence: {
      id: 'alert.zero-endpoints',
      args: { service: 'pay/ledger', desired: 4 },
      text: 'Service pay/ledger has no ready endpoint of 4',
    },
    ...changed,
  }
}

/** A message about one incident that `zeroEndpointsAlert` opened. */
export function notification(changed: Partial<Notification> = {}): Notification {
  const alert = zeroEndpointsAlert()
  const incident: Incident = {
    id: alert.id,
    alerts: [alert.id],
    severity: 'critical',
    openedAt: RAISED_AT,
    isMaintenance: false,
    ...(alert.cause && { cause: alert.cause }),
  }
  return {
    kind: 'firing',
    at: RAISED_AT,
    cluster: 'harbour',
    incident,
    alerts: [{ alert, url: 'https://portolan.example/alerts/?id=41' }],
    alertsLeftOut: 0,
    links: { incident: 'https://portolan.example/alerts/?id=41' },
    ...changed,
  }
}

export function delivery(changed: Partial<Delivery> = {}): Delivery {
  return {
    id: '1',
    idempotencyKey: 'r1/incident-41/1',
    receiver: 'r1',
    incident: 'incident-41',
    dueAt: RAISED_AT,
    notification: notification(),
    firing: {},
    state: 'waiting',
    createdAt: RAISED_AT,
    attempts: [],
    tries: 0,
    ...changed,
  }
}

/** A receiver whose secrets are in variables. */
export function receiver(target: ReceiverTarget, changed: Partial<Receiver> = {}): Receiver {
  return { id: 'r1', name: 'on call', enabled: true, target, matcher: {}, perMinute: 30, language: 'en', ...changed }
}
