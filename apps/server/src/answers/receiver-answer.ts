import { type Delivery as DeliveryAnswer, type Receiver as ReceiverAnswer, timestamp } from '@portolan/contract'
import type { Circuit } from '@portolan/pipeline'
import type { Delivery, Receiver, SecretRef } from '@portolan/pipeline/ports'
import { matcherAnswer } from './silence-answer.ts'

/** How it goes with a receiver. */
export interface ReceiverHealth {
  readonly circuit: Circuit
  /** How many messages are in which state. */
  readonly counts: Readonly<Partial<Record<DeliveryAnswer['state'], number>>>
  /** Some of the newest messages, newest first. */
  readonly recent: readonly Delivery[]
}

/** A receiver without its secrets: of each only that it is set, and where it is kept. */
export function receiverAnswer(receiver: Receiver, health: ReceiverHealth): ReceiverAnswer {
  const { id, name, enabled, matcher, template, quietHours, perMinute, language } = receiver
  return {
    ...{ id, name, enabled, perMinute, language },
    matcher: matcherAnswer(matcher),
    target: targetAnswer(receiver.target),
    ...(template && { template: { ...template } }),
    ...(quietHours && { quietHours: { ...quietHours, weekdays: [...quietHours.weekdays] } }),
    health: healthAnswer(health),
  }
}

/** Members that may be secret are objects with `from`; nothing else of a target is. */
function targetAnswer(target: Receiver['target']): ReceiverAnswer['target'] {
  const shown = Object.entries(target).map(([member, value]) => [member, isSecret(value) ? secretAnswer(value) : value])
  const { url } = target as { url?: unknown }
  const isPlainUrl = target.type === 'webhook' && typeof url === 'string'
  return {
    ...Object.fromEntries(shown),
    ...(isPlainUrl && { url: { set: true, from: 'sealed' } }),
  } as ReceiverAnswer['target']
}

function isSecret(value: unknown): value is SecretRef {
  return typeof value === 'object' && value !== null && 'from' in value
}

function secretAnswer(secret: SecretRef) {
  switch (secret.from) {
    case 'sealed':
      return { set: true, from: 'sealed' }
    case 'file':
      return { set: true, from: 'file', name: secret.path }
    case 'variable':
      return { set: true, from: 'variable', name: secret.name }
  }
}

function healthAnswer({ circuit, counts, recent }: ReceiverHealth): ReceiverAnswer['health'] {
  const attempts = recent.flatMap((delivery) => delivery.attempts).sort((a, b) => b.at - a.at)
  const delivered = attempts.find(({ outcome }) => outcome === 'delivered')
  const failed = attempts.find(({ outcome }) => outcome === 'failed')
  return {
    circuit,
    waiting: counts.waiting ?? 0,
    dead: counts.dead ?? 0,
    lastDeliveredAt: delivered === undefined ? null : timestamp(delivered.at),
    lastFailure: failed === undefined ? null : { at: timestamp(failed.at), answer: failed.answer },
  }
}
