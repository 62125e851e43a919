import { randomUUID } from 'node:crypto'
import type { Alert, Incident } from '@portolan/domain'
import type { Delivery, Notification } from '@portolan/pipeline/ports'

export interface TestDeliveryOptions {
  /** Its id. */
  readonly receiver: string
  readonly cluster: string
  /** Epoch ms. */
  readonly now: number
}

/** A message that says of itself that it is a test: about a Service that does not exist. */
export function testDelivery({ receiver, cluster, now }: TestDeliveryOptions): Delivery {
  const test = randomUUID()
  const incident = `test-${test}`
  return {
    id: incident,
    idempotencyKey: `${receiver}/${incident}/1`,
    ...{ receiver, incident, dueAt: now, createdAt: now },
    notification: { ...sampleNotification(cluster, now, incident), kind: 'test' },
    ...{ firing: {}, state: 'waiting', attempts: [], tries: 0 },
  }
}

/** What a template is tried with where nothing ever fired. */
export function sampleNotification(cluster: string, now: number, id = 'sample'): Notification {
  const alert = sampleAlert(id, now)
  const { severity, cause } = alert
  const incident: Incident = {
    ...{ id, alerts: [id], severity, openedAt: now, isMaintenance: false },
    ...(cause && { cause }),
  }
  return { kind: 'firing', at: now, cluster, incident, alerts: [{ alert }], alertsLeftOut: 0, links: {} }
}

function sampleAlert(id: string, now: number): Alert {
  return {
    id,
    ruleId: 'default-zero-endpoints',
    detector: 'zero-endpoints',
    severity: 'info',
    subject: 'Service/example/sample',
    ...{ since: now, sinceSeq: 0, raisedAt: now },
    facts: { ready: 0, desired: 3 },
    evidence: [],
    lost: [],
    cause: {
      kind: 'crash',
      row: 12,
      confidence: 'proven',
      sentence: { id: 'lost.crash', args: { count: 3 }, text: 'Containers of 3 Pods crash' },
    },
    sentence: {
      id: 'alert.zero-endpoints',
      args: { service: 'example/sample' },
      text: 'Service example/sample has no ready endpoint',
    },
  }
}
