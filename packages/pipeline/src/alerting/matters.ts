import type { Alert, AlertTransition, Incident } from '@portolan/domain'
import type { Delivery, NewDelivery, RestoredAlerts } from '../ports/index.ts'
import type { PlannedNotification, Told } from './plan-notification.ts'

/** What was told to one receiver last, and how many messages that were. */
interface ToldReceiver extends Told {
  readonly messages: number
}

/** One incident with its alerts, and what everybody was told of it. */
export class Matter {
  incident: Incident
  /** Epoch ms before which nobody must be told anything, unless something becomes of it. */
  askAt = Number.NEGATIVE_INFINITY
  readonly #alerts = new Map<string, Alert>()
  readonly #acknowledged = new Set<string>()
  readonly #told = new Map<string, ToldReceiver>()

  constructor(incident: Incident) {
    this.incident = incident
  }

  get alerts(): Alert[] {
    return [...this.#alerts.values()]
  }

  firing(): Alert[] {
    return this.alerts.filter(({ resolvedAt }) => resolvedAt === undefined)
  }

  isAcknowledged(alert: string): boolean {
    return this.#acknowledged.has(alert)
  }

  /** The incident as it is after these transitions, of which some may be of other incidents. */
  take(incident: Incident, transitions: readonly AlertTransition[]): void {
    this.incident = incident
    this.askAt = Number.NEGATIVE_INFINITY
    const own = new Set(incident.alerts)
    for (const { alert, type } of transitions) {
      if (!own.has(alert.id)) continue
      this.#alerts.set(alert.id, alert)
      if (type === 'raised') this.#acknowledged.delete(alert.id)
    }
  }

  restoreAlert(alert: Alert, isAcknowledged: boolean): void {
    this.#alerts.set(alert.id, alert)
    if (isAcknowledged) this.#acknowledged.add(alert.id)
  }

  noteAcknowledged(alert: string, isAcknowledged: boolean): void {
    if (!this.#alerts.has(alert)) return
    this.askAt = Number.NEGATIVE_INFINITY
    if (isAcknowledged) this.#acknowledged.add(alert)
    else this.#acknowledged.delete(alert)
  }

  toldTo(receiver: string): Told | undefined {
    return this.#told.get(receiver)
  }

  /** A receiver is told now. @returns the key of the message: the same where it is decided again after a crash */
  noteTold(receiver: string, planned: PlannedNotification, at: number): string {
    const messages = (this.#told.get(receiver)?.messages ?? 0) + 1
    const firing = new Map(Object.entries(firingOf(planned)))
    this.#told.set(receiver, { kind: planned.kind, at, firing, messages })
    this.askAt = Number.NEGATIVE_INFINITY
    return `${receiver}/${this.incident.id}/${messages}`
  }

  restoreTold({ firing, idempotencyKey, notification, receiver }: Delivery): void {
    const messages = Number(idempotencyKey.split('/').at(-1))
    const { kind, at } = notification
    this.#told.set(receiver, { kind, at, firing: new Map(Object.entries(firing)), messages })
  }
}

/** What was known of each incident when the process ended, by id. */
export function restoredMatters({ incidents, alerts, lastDeliveries }: RestoredAlerts): Map<string, Matter> {
  const matters = new Map(incidents.map((incident) => [incident.id, new Matter(incident)]))
  for (const { alert, incident, acknowledged } of alerts) {
    matters.get(incident)?.restoreAlert(alert, acknowledged !== undefined)
  }
  for (const delivery of lastDeliveries) matters.get(delivery.incident)?.restoreTold(delivery)
  return matters
}

/** Severities of what a message tells to fire, by id. */
export function firingOf({ kind, alerts }: PlannedNotification): NewDelivery['firing'] {
  // The first message tells of what fired, though it may be over by now: that it is over is told next.
  const fires = ({ resolvedAt }: Alert) => kind === 'firing' || resolvedAt === undefined
  const firing = kind === 'resolved' ? [] : alerts.filter(fires)
  return Object.fromEntries(firing.map(({ id, severity }) => [id, severity]))
}
