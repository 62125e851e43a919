import type { Severity } from '@portolan/domain'
import type { Notification } from './notification.ts'

/** A message for one receiver, before it is sent. */
export interface NewDelivery {
  /** Of receiver, incident and the place in its order: sent with every attempt, so that a receiver can tell a repeated one. */
  readonly idempotencyKey: string
  readonly receiver: string
  readonly incident: string
  /** Epoch ms: not before. */
  readonly dueAt: number
  readonly notification: Notification
  /** All alerts that it tells to fire, with their severity: more than the notification may name. */
  readonly firing: Readonly<Record<string, Severity>>
}

export interface DeliveryAttempt {
  /** Epoch ms. */
  readonly at: number
  readonly durationMs: number
  readonly outcome: 'delivered' | 'failed'
  /** HTTP or SMTP status; absent where none came. */
  readonly status?: number
  /** What the receiver answered or what went wrong, at most 1,000 characters, without secrets. */
  readonly answer: string
  /** Epoch ms at which it is tried again; absent: it is done, or a dead letter. */
  readonly nextAt?: number
}

export interface Delivery extends NewDelivery {
  readonly id: string
  readonly state: 'waiting' | 'delivered' | 'dead'
  readonly createdAt: number
  /** Oldest first, at most the last 20. */
  readonly attempts: readonly DeliveryAttempt[]
  /** How often it was tried. */
  readonly tries: number
}

export interface DeliveryQuery {
  readonly receiver?: string
  readonly incident?: string
  readonly states?: readonly Delivery['state'][]
  /** Only those older than this one, newest first. */
  readonly before?: string
  readonly limit: number
}

/** Messages of one receiver in one state. */
export interface DeliveryCount {
  readonly receiver: string
  readonly state: Delivery['state']
  readonly count: number
}
