import type {
  Alert,
  AlertTransition,
  AnyAlertRule,
  DetectorId,
  Incident,
  Sentence,
  Severity,
  Silence,
} from '@portolan/domain'
import type { Delivery, DeliveryAttempt, DeliveryCount, DeliveryQuery, NewDelivery } from './delivery.ts'
import type { Receiver } from './receiver.ts'

/** Everything alerting needs to go on where it ended. */
export interface RestoredAlerts {
  /** The `seq` up to which the log was judged; 0 when nothing was ever judged. */
  readonly evaluatedSeq: number
  /** Epoch ms up to which everything was judged, and kept. */
  readonly evaluatedAt: number
  /** Incidents that are open, and those that were over less than an hour before: somebody may not have been told yet. */
  readonly incidents: readonly Incident[]
  /** Every alert of these incidents, with its timeline. */
  readonly alerts: readonly StoredAlert[]
  /** Of these incidents, the last message to each receiver. */
  readonly lastDeliveries: readonly Delivery[]
}

/** All of it is committed, or nothing. */
export interface AlertBatch {
  readonly transitions: readonly AlertTransition[]
  /** As they are after the transitions. */
  readonly incidents: readonly Incident[]
  readonly deliveries: readonly NewDelivery[]
  readonly evaluatedSeq: number
  /** Epoch ms. */
  readonly evaluatedAt: number
}

export interface AlertQuery {
  readonly states?: readonly ('firing' | 'acknowledged' | 'resolved')[]
  readonly namespaces?: readonly string[]
  readonly severities?: readonly Severity[]
  readonly detectors?: readonly DetectorId[]
  readonly ruleIds?: readonly string[]
  /** Alerts that fired at some time in `[from, to)`, epoch ms. */
  readonly from?: number
  readonly to?: number
  readonly incident?: string
  /** Only alerts older than this one, in the order of `raisedAt`, then id, newest first. */
  readonly before?: string
  readonly limit: number
}

export interface FiringsQuery {
  readonly ruleId: string
  /** Epoch ms. */
  readonly from: number
  readonly to: number
  readonly limit: number
}

/** How long one alert fired, epoch ms. */
export interface Firing {
  readonly raisedAt: number
  /** Absent while it fires. */
  readonly resolvedAt?: number
}

export interface IncidentQuery {
  /** Acknowledged: somebody takes care of everything in it that fires. */
  readonly states?: readonly ('firing' | 'acknowledged' | 'resolved')[]
  /** One of its alerts is in one of these. */
  readonly namespaces?: readonly string[]
  /** Incidents that were open at some time in `[from, to)`, epoch ms. */
  readonly from?: number
  readonly to?: number
  /** Only incidents that come after this one in the order of `openedAt`, then id, newest first. */
  readonly before?: string
  readonly limit: number
}

/** Who took care of an alert, and when (epoch ms). */
export interface Acknowledgement {
  readonly at: number
  readonly by: string
  readonly note?: string
}

/** Somebody takes care of an alert, or does not any more. */
export type Acknowledging = Acknowledgement | { readonly at: number; readonly isWithdrawn: true }

/** An alert with what people did about it. */
export interface StoredAlert {
  readonly alert: Alert
  readonly incident: string
  readonly acknowledged?: Acknowledgement
  /** Every transition and acknowledgement, oldest first; absent in lists. */
  readonly timeline?: readonly AlertMoment[]
}

/** One line of an alert's timeline. */
export interface AlertMoment {
  readonly type: AlertTransition['type'] | 'acknowledged' | 'unacknowledged'
  /** Epoch ms. */
  readonly at: number
  readonly seq?: number
  readonly by?: string
  /** Of a resolved one: why. */
  readonly because?: Extract<AlertTransition, { type: 'resolved' }>['because']
  readonly sentence?: Sentence<string>
}

/**
 * Alerts, what people decided about them, and what is still to be sent. Kept beside the log, in a file of its own: a log that
 * is damaged or forgotten must not take the rules, the receivers and the undelivered messages with it.
 */
export interface AlertStore {
  restore(): Promise<RestoredAlerts>
  /**
   * Resolves when committed: a crash after that loses no transition and no message.
   * @throws {StoreError} nothing was written
   */
  commit(batch: AlertBatch): Promise<void>

  alerts(query: AlertQuery): Promise<readonly StoredAlert[]>
  /** When the alerts of a rule fired, that fired at some time in `[from, to)`: the newest first. */
  firings(query: FiringsQuery): Promise<readonly Firing[]>
  /** With its timeline; `undefined` where there is none. */
  alert(id: string): Promise<StoredAlert | undefined>
  incident(id: string): Promise<Incident | undefined>
  incidents(query: IncidentQuery): Promise<readonly Incident[]>
  /** @returns false where there is no such alert. */
  acknowledge(id: string, what: Acknowledging): Promise<boolean>

  rules(): Promise<readonly AnyAlertRule[]>
  /** Replaces the stored rules as a whole, in this order. */
  replaceRules(rules: readonly AnyAlertRule[]): Promise<void>
  silences(): Promise<readonly Silence[]>
  putSilence(silence: Silence): Promise<void>
  /** Forgets silences; ids that are not there are no fault. */
  removeSilences(ids: readonly string[]): Promise<void>
  receivers(): Promise<readonly Receiver[]>
  putReceiver(receiver: Receiver): Promise<void>
  /** @returns false where there is none. Its undelivered messages become dead letters. */
  removeReceiver(id: string): Promise<boolean>

  /**
   * Messages that are due at `at`, the oldest first: of each receiver and incident only the first one that is not done.
   * @param except receivers that are left alone now
   */
  dueDeliveries(at: number, limit: number, except?: readonly string[]): Promise<readonly Delivery[]>
  /** Epoch ms, greater than `after`: when the next message is due; absent where none is. */
  nextDueAt(after: number): Promise<number | undefined>
  recordAttempt(delivery: string, attempt: DeliveryAttempt): Promise<void>
  /** Keeps a message that was sent before it was kept, with what came of it. */
  keepSent(delivery: NewDelivery, attempt: DeliveryAttempt): Promise<Delivery>
  deliveries(query: DeliveryQuery): Promise<readonly Delivery[]>
  /** `undefined` where there is none. */
  delivery(id: string): Promise<Delivery | undefined>
  /** How many messages of each receiver are in each state. */
  deliveryCounts(): Promise<readonly DeliveryCount[]>
  /** A dead letter becomes due again. @returns false where there is no such dead letter. */
  retryDelivery(id: string, at: number): Promise<boolean>
  /**
   * Forgets alerts and incidents that were over, and messages that were finished, before this, and the oldest of more than the
   * store keeps; at most `limit` of each.
   */
  forgetBefore(at: number, limit: number): Promise<void>
  close(): Promise<void>
}
