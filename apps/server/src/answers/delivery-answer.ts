import { type Delivery as DeliveryAnswer, timestamp } from '@portolan/contract'
import type { Delivery, DeliveryAttempt } from '@portolan/pipeline/ports'

/** A message with what came of it. Its title says in English what it is about, whatever template it was sent with. */
export function deliveryAnswer(delivery: Delivery): DeliveryAnswer {
  const { id, idempotencyKey, receiver, incident, state, createdAt, dueAt, tries, attempts, notification } = delivery
  return {
    ...{ id, idempotencyKey, receiver, incident, state, tries, kind: notification.kind },
    createdAt: timestamp(createdAt),
    dueAt: timestamp(dueAt),
    title: titleOf(notification),
    attempts: attempts.map(attemptAnswer),
  }
}

function titleOf({ alerts, alertsLeftOut, incident }: Delivery['notification']): string {
  const [first] = alerts
  const count = alerts.length + alertsLeftOut
  if (count === 1 && first !== undefined) return first.alert.sentence.text
  return incident.cause === undefined ? `${count} alerts` : `${count} alerts: ${incident.cause.sentence.text}`
}

export function attemptAnswer({
  at,
  durationMs,
  outcome,
  status,
  answer,
  nextAt,
}: DeliveryAttempt): DeliveryAnswer['attempts'][number] {
  return {
    at: timestamp(at),
    ...{ durationMs, outcome, answer },
    ...(status !== undefined && { status }),
    nextAt: nextAt === undefined ? null : timestamp(nextAt),
  }
}
