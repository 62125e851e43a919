import {
  type Alert,
  type AlertFold,
  type AlertTransition,
  type Gap,
  type Incident,
  IncidentBook,
  type JudgedChange,
  matchesAlert,
  type RuleBook,
  type ScopedService,
  type Silence,
  silenceState,
} from '@portolan/domain'
import type { Clock, NewDelivery, Notification, Receiver, RestoredAlerts } from '../ports/index.ts'
import { AlertBatches, type AlertBatchesOptions } from './alert-batches.ts'
import { firingOf, Matter, restoredMatters } from './matters.ts'
import { type PlannedNotification, planNotification, type TellableAlert } from './plan-notification.ts'

/** A change may be committed so long after it was observed; until then what is due waits for it. */
const LAG_MS = 1_000
/** How far the log was judged is written down so often, though nothing came of it. */
const NOTE_EVERY_MS = 30_000
/** An incident that is over is remembered for so long: it may begin again, and who was told of it must hear of its end. */
const REMEMBERED_MS = 3_600_000
/** What nobody was told of is told though it is over, but not so long after. */
const STALE_MS = 5 * 60_000
/** A message names no more alerts than this; the rest is counted. */
const NAMED_ALERTS = 50
/** An Alertmanager keeps each alert by itself. */
const NAMED_TO_ALERTMANAGER = 1_000
/** Though nothing became of an incident, it is asked so often who must be told: labels of its Services may have changed. */
const ASK_AGAIN_MS = 15_000

export interface AlertDeskOptions extends AlertBatchesOptions {
  readonly fold: AlertFold
  readonly restored: RestoredAlerts
  readonly clock: Pick<Clock, 'now'>
  readonly settings: AlertSettings
  /** Name of the cluster, for messages. */
  readonly cluster: () => string
  /** The Service, or whatever an alert is about, as scopes see it. */
  readonly scopeOf: (alert: Alert) => ScopedService
  /** Where an incident is shown, of which these alerts are told; nothing where nobody said under which address Portolan is reached. */
  readonly linksOf: (incident: Incident, alerts: readonly Alert[]) => Notification['links']
}

/** What people decided. */
export interface AlertSettings {
  readonly rules: RuleBook
  readonly silences: readonly Silence[]
  readonly receivers: readonly Receiver[]
}

/**
 * Judges the log as it is recorded, keeps what comes of it, and decides who is told what. A transition and the messages about it
 * are kept in the order in which they were decided, a message never without its transition.
 */
export class AlertDesk {
  readonly #options: AlertDeskOptions
  readonly #incidents: IncidentBook
  readonly #matters: Map<string, Matter>
  /** By the ids of their alerts. */
  readonly #matterOf = new Map<string, Matter>()
  #settings: AlertSettings
  /** Judged, and not told of yet. */
  #transitions: AlertTransition[] = []
  readonly #batches: AlertBatches
  #seq: number
  #notedAt = Number.NEGATIVE_INFINITY
  /** Epoch ms: when it looked last, and up to when everything was judged then. */
  #tickedAt = Number.POSITIVE_INFINITY
  #evaluatedAt: number
  /** Ids of the silences that were active when it was asked last who must be told. */
  #silencing = ''

  constructor(options: AlertDeskOptions) {
    const { restored, settings } = options
    const firing = restored.alerts.map(({ alert }) => alert).filter(({ resolvedAt }) => resolvedAt === undefined)
    const open = restored.incidents.filter(({ resolvedAt }) => resolvedAt === undefined)
    this.#options = options
    this.#incidents = IncidentBook.restore(open, firing)
    this.#matters = restoredMatters(restored)
    this.#batches = new AlertBatches(options)
    for (const matter of this.#matters.values()) this.#index(matter)
    this.#settings = settings
    this.#seq = restored.evaluatedSeq
    this.#evaluatedAt = restored.evaluatedAt
  }

  get settings(): AlertSettings {
    return this.#settings
  }

  /** Why the last commit failed; `undefined` where it did not. */
  get fault(): unknown {
    return this.#batches.fault
  }

  /** Alerts that fire now. */
  firing(): Alert[] {
    return [...this.#matters.values()].flatMap((matter) => matter.firing())
  }

  /** The change up to which the log was judged. */
  get seq(): number {
    return this.#seq
  }

  /** Of the alerts that fire, by id: the ids of the silences that hide them now. What is not hidden is not there. */
  hidden(): Map<string, string[]> {
    const active = this.#activeSilences()
    if (active.length === 0) return new Map()
    const silences = this.firing().map((alert): [string, string[]] => {
      const scope = this.#options.scopeOf(alert)
      const hiding = active.filter(({ matcher, span }) => isHidden(alert, { matcher, span, scope }))
      return [alert.id, hiding.map(({ id }) => id)]
    })
    return new Map(silences.filter(([, ids]) => ids.length > 0))
  }

  /** Somebody takes care of an alert that fires. */
  isAcknowledged(alert: string): boolean {
    return this.#matterOf.get(alert)?.isAcknowledged(alert) ?? false
  }

  /** Id of the incident to which an alert belongs; `undefined` where it is over for long, or never was. */
  incidentOf(alert: string): string | undefined {
    return this.#matterOf.get(alert)?.incident.id
  }

  /** Take the next change of the log. */
  take(judged: JudgedChange): void {
    this.#transitions.push(...this.#options.fold.apply(judged))
    this.#seq = Math.max(this.#seq, judged.change.seq)
  }

  /**
   * What became of alerts until the start, and nobody was told of yet. Of what fired when the process ended people are told first,
   * though it may be over by now: it must not pass unnoticed because the process died.
   */
  tell(transitions: readonly AlertTransition[]): void {
    this.#tellWhatFired(this.#options.clock.now())
    this.#transitions.push(...transitions)
  }

  takeGap(gap: Gap): void {
    this.#transitions.push(...this.#options.fold.noteGap(gap))
  }

  /** From now on these hold; what is left to tell is decided anew. */
  change(settings: Partial<AlertSettings>): void {
    this.#settings = { ...this.#settings, ...settings }
    if (settings.rules) this.#options.fold.setRules(settings.rules)
    for (const matter of this.#matters.values()) matter.askAt = Number.NEGATIVE_INFINITY
  }

  /** Somebody takes care of it, or does not any more. */
  noteAcknowledged(alert: string, isAcknowledged: boolean): void {
    this.#matterOf.get(alert)?.noteAcknowledged(alert, isAcknowledged)
  }

  /** Judge what is due, decide who is told, and begin to commit that: call it about once a second. */
  tick(): void {
    const now = this.#options.clock.now()
    // The machine slept, as when the process died: what fired when it fell asleep is told before its end.
    if (now - this.#tickedAt > STALE_MS) this.#tellWhatFired(now)
    this.#tickedAt = now
    this.#transitions.push(...this.#options.fold.advance(now - LAG_MS))
    // Up to the end of that millisecond something may still be judged: it is told again rather than not at all.
    this.#decide(now, this.#options.fold.now - 1)
    void this.#batches.save()
  }

  /** Everything that was judged is committed, if that is possible. */
  async close(): Promise<void> {
    try {
      this.tick()
    } finally {
      await this.#batches.save()
    }
  }

  /** Decide who is told of what fired when this was asked last; what became of it since then waits. */
  #tellWhatFired(now: number): void {
    if (this.firing().length === 0) return
    const since = this.#transitions.splice(0)
    this.#decide(now, this.#evaluatedAt)
    this.#transitions.push(...since)
  }

  /** @param evaluatedAt epoch ms up to which everything was judged: a process that follows judges anew from there */
  #decide(now: number, evaluatedAt: number): void {
    this.#evaluatedAt = evaluatedAt
    const transitions = this.#transitions.splice(0)
    const incidents = this.#incidents.apply(transitions)
    for (const incident of incidents) {
      const matter = this.#matters.get(incident.id) ?? new Matter(incident)
      this.#matters.set(incident.id, matter)
      matter.take(incident, transitions)
      this.#index(matter)
    }
    let deliveries: readonly NewDelivery[] = []
    try {
      deliveries = this.#deliveriesDue(now)
    } finally {
      // What was judged is kept though nobody can be told.
      const isNews = transitions.length > 0 || deliveries.length > 0
      if (isNews || now - this.#notedAt >= NOTE_EVERY_MS) {
        this.#notedAt = now
        this.#batches.add({ transitions, incidents, deliveries, evaluatedSeq: this.#seq, evaluatedAt })
      }
    }
  }

  #index(matter: Matter): void {
    for (const { id } of matter.alerts) this.#matterOf.set(id, matter)
  }

  #forget(matter: Matter): void {
    this.#matters.delete(matter.incident.id)
    for (const { id } of matter.alerts) if (this.#matterOf.get(id) === matter) this.#matterOf.delete(id)
  }

  #deliveriesDue(now: number): NewDelivery[] {
    const silences = this.#activeSilences()
    const silencing = silences.map(({ id }) => id).join()
    const isSilencedAnew = silencing !== this.#silencing
    this.#silencing = silencing
    const tellable = this.#tellable(silences)
    const deliveries: NewDelivery[] = []
    for (const matter of this.#matters.values()) {
      const { resolvedAt } = matter.incident
      if (resolvedAt !== undefined && now - resolvedAt > REMEMBERED_MS) this.#forget(matter)
      if (now < matter.askAt && !isSilencedAnew) continue
      deliveries.push(...this.#deliveriesOf(matter, tellable(matter), now))
    }
    return deliveries
  }

  #deliveriesOf(matter: Matter, alerts: readonly TellableAlert[], now: number): NewDelivery[] {
    const deliveries: NewDelivery[] = []
    matter.askAt = now + ASK_AGAIN_MS
    for (const receiver of this.#settings.receivers) {
      const told = matter.toldTo(receiver.id)
      const planned = planNotification({ incident: matter.incident, alerts, receiver, told })
      if (planned === undefined || isStale(matter, planned, now)) continue
      if (planned.dueAt <= now) deliveries.push(this.#delivery(matter, { receiver, planned, now }))
      else matter.askAt = Math.min(matter.askAt, planned.dueAt)
    }
    return deliveries
  }

  /** Reads the alerts of any matter by what people decided, which is looked up once. */
  #tellable(silences: readonly Silence[]): (matter: Matter) => TellableAlert[] {
    const renotify = new Map(this.#settings.rules.rules().map(({ id, renotifyMs }) => [id, renotifyMs]))
    return (matter) =>
      matter.alerts.map((alert) => {
        const service = this.#options.scopeOf(alert)
        return {
          ...{ alert, service },
          isSilenced: silences.some(({ matcher, span }) => isHidden(alert, { matcher, span, scope: service })),
          isAcknowledged: matter.isAcknowledged(alert.id),
          renotifyMs: renotify.get(alert.ruleId) ?? 0,
        }
      })
  }

  #delivery(
    matter: Matter,
    { receiver, planned, now }: { receiver: Receiver; planned: PlannedNotification; now: number },
  ): NewDelivery {
    const { cluster, linksOf } = this.#options
    const { incident } = matter
    const named = receiver.target.type === 'alertmanager' ? NAMED_TO_ALERTMANAGER : NAMED_ALERTS
    const notification: Notification = {
      ...{ kind: planned.kind, at: now, cluster: cluster(), incident },
      alerts: planned.alerts.slice(0, named).map((alert) => {
        const url = linksOf(incident, [alert]).incident
        return { alert, ...(url !== undefined && { url }) }
      }),
      alertsLeftOut: Math.max(0, planned.alerts.length - named),
      links: linksOf(incident, planned.alerts),
    }
    return {
      idempotencyKey: matter.noteTold(receiver.id, planned, now),
      ...{ receiver: receiver.id, incident: incident.id, dueAt: now, notification },
      firing: firingOf(planned),
    }
  }

  #activeSilences(): Silence[] {
    if (this.#settings.silences.length === 0) return []
    const now = this.#options.clock.now()
    const firing = new Set(this.firing().map(({ id }) => id))
    return this.#settings.silences.filter((silence) => silenceState(silence, now, firing) === 'active')
  }
}

/** What was over long ago is no news to somebody who was not told of it then: a receiver that is new, for one. */
function isStale({ incident: { resolvedAt } }: Matter, { kind }: PlannedNotification, now: number): boolean {
  return kind === 'firing' && resolvedAt !== undefined && now - resolvedAt > STALE_MS
}

/** Whether an active silence hides an alert: it matches and, where it is until resolved, was made for it. */
function isHidden(
  alert: Alert,
  { matcher, span, scope }: Pick<Silence, 'matcher' | 'span'> & { readonly scope: ScopedService },
): boolean {
  if (span.type === 'until-resolved' && !span.alerts.includes(alert.id)) return false
  return matchesAlert(matcher, alert, scope)
}
