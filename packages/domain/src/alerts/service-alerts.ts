import { attributeCause } from '../causes/attribute-cause.ts'
import { CAUSE_WINDOW } from '../causes/cause-types.ts'
import type { CauseWindow } from '../causes/cause-window.ts'
import type { EndpointIdentity, LedgerEntry, OpenLedger } from '../endpoints/ledger-types.ts'
import { SEVERITIES, type Severity } from '../findings/severity.ts'
import type { Snapshot } from '../history/snapshot.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import type { Alert, AlertTransition } from './alert.ts'
import { prevailingCause } from './alert-cause.ts'
import { alertSentence } from './alert-messages.ts'
import type { DetectorReading, ServiceDetector } from './detectors/detector.ts'
import { SERVICE_DETECTORS } from './detectors/service-detectors.ts'
import { isPerhapsExpected } from './expected-churn.ts'
import { type AlertDraft, Conditions } from './hysteresis/conditions.ts'
import type { AlertRule } from './rules/alert-rule.ts'
import type { RuleBook } from './rules/rule-book.ts'
import { ServiceFacts } from './service-facts.ts'
import { CAUSE_SETTLES_MS, ChurnHistory, type ChurnRecord } from './view/churn-history.ts'
import { SettledView, type ToldMoment } from './view/settled-view.ts'

/** What a subject is judged with. */
export interface Judgement {
  readonly snapshot: Snapshot
  readonly rules: RuleBook
  readonly causes: CauseWindow
  /** Epoch ms. */
  readonly at: number
  /** The newest change. */
  readonly seq: number
  /** Something was not followed: nothing is raised or cleared (rule B.7). */
  readonly isFrozen: boolean
}

const MAX_LOST = 100
const MAX_STARTUPS = 20

/** All that alerts know of one Service. */
export class ServiceAlerts {
  readonly #view: SettledView
  readonly #history = new ChurnHistory()
  readonly #conditions = new Conditions()
  /** Epoch ms at which endpoints appeared that were never ready. */
  readonly #starting = new Map<EndpointIdentity, number>()
  #startupTimes: readonly number[] = []
  #lastReadyAt: number | undefined
  #touchedAt: number | undefined
  #attributeAt: number | undefined

  /** @param service `namespace/name` */
  constructor(service: string) {
    this.#view = new SettledView(service)
  }

  /** What its ledger said when the log was judged last, at `at`. */
  restore({ open, window, wasReady }: OpenLedger, at: number): void {
    for (const interval of open) this.#view.adopt(interval)
    if (this.#view.ready > 0) this.#lastReadyAt = at
    else if (wasReady) this.#lastReadyAt = window?.from ?? at
    this.#history.step({ at, ready: this.#view.ready, size: this.#view.size })
  }

  restoreAlert(alert: Alert): void {
    this.#conditions.restore(alert)
  }

  /** Take what a change wrote into the ledger of this Service. */
  note(entry: LedgerEntry, moment: ToldMoment): void {
    const wasReady = this.#view.ready > 0
    this.#view.note(entry, moment)
    if (wasReady || this.#view.ready > 0) this.#lastReadyAt = moment.at
    this.touch(moment.at)
  }

  /** Something that is looked at may be different since. Epoch ms. */
  touch(at: number): void {
    this.#touchedAt = Math.min(this.#touchedAt ?? at, at)
  }

  /** Epoch ms of its next turn; `undefined` where it waits for something to happen. */
  get dueAt(): number | undefined {
    const times = [this.#view.settlesAt ?? this.#touchedAt, this.#attributeAt, this.#conditions.dueAt]
    const due = Math.min(...times.map((time) => time ?? Number.POSITIVE_INFINITY))
    return Number.isFinite(due) ? due : undefined
  }

  /** Settles what is due, looks again, and tells what became of its alerts. */
  turn(judgement: Judgement): AlertTransition[] {
    this.#touchedAt = undefined
    this.#settle(judgement.at)
    this.#attribute(judgement)
    if (judgement.isFrozen) {
      this.#conditions.restartWaiting(judgement.at)
      return []
    }
    const [namespace, name = ''] = this.#view.service.split('/')
    const service = judgement.snapshot.find('Service', namespace, name)
    if (service === undefined) return this.#conditions.end(judgement.at, judgement.seq)
    const { at, snapshot } = judgement
    return this.#judge(new ServiceFacts({ at, service, snapshot }, this.#known()), judgement)
  }

  firing(): Alert[] {
    return this.#conditions.alerts
  }

  /** Nothing is left of it: no endpoint, nothing that holds or held lately. */
  get isOver(): boolean {
    return this.#view.size === 0 && this.#view.settlesAt === undefined && this.#conditions.isEmpty
  }

  /** Losses of the last minutes that are still lost, the newest last. */
  get losses(): readonly ChurnRecord[] {
    return this.#history.records.filter(({ isLoss, identity }) => isLoss && !this.#view.isReady(identity))
  }

  #known(): Pick<ServiceFacts, 'view' | 'history' | 'lastReadyAt' | 'startupTimes' | 'firing'> {
    return {
      view: this.#view,
      history: this.#history,
      lastReadyAt: this.#lastReadyAt,
      startupTimes: this.#startupTimes,
      firing: this.#conditions.firingDetectors,
    }
  }

  #settle(at: number): void {
    const settlesAt = this.#view.settlesAt
    if (settlesAt === undefined || settlesAt > at) return
    const changes = this.#view.settle()
    this.#history.note(changes, { at, ready: this.#view.ready, size: this.#view.size })
    for (const { identity, before, after } of changes) {
      if (after?.state === 'ready') this.#noteStarted(identity, at)
      else if (after === undefined) this.#starting.delete(identity)
      else if (before === undefined) this.#starting.set(identity, at)
    }
  }

  #noteStarted(identity: EndpointIdentity, at: number): void {
    const since = this.#starting.get(identity)
    this.#starting.delete(identity)
    if (since !== undefined) this.#startupTimes = [...this.#startupTimes, at - since].slice(-MAX_STARTUPS)
  }

  /** A cause is final when its evidence had time to arrive; until then it is as good as it can be. */
  #attribute({ at, causes }: Judgement): void {
    let open: number | undefined
    for (const record of this.#history.records.toReversed()) {
      if (record.isAttributed) break
      record.cause = attributeCause(record.transition, causes)
      const settlesAt = record.transition.at + CAUSE_SETTLES_MS
      record.isAttributed = at >= settlesAt
      if (!record.isAttributed) open = settlesAt
    }
    this.#attributeAt = open
  }

  #judge(facts: ServiceFacts, { at, seq, rules }: Judgement): AlertTransition[] {
    return SERVICE_DETECTORS.flatMap((detector) => {
      const rule = rules.ruleFor(detector.id, facts)
      const readings = rule ? this.#read(detector, rule, facts) : []
      const draft = (reading: DetectorReading, since: number) => this.#draft(reading, { detector, rule, facts, since })
      return this.#conditions.judge({ detector: detector.id, rule, readings, at, seq, draft })
    })
  }

  /** What is young need not be there yet (rule H.4). */
  #read(detector: ServiceDetector, rule: AlertRule, facts: ServiceFacts): readonly DetectorReading[] {
    const readings = detector.read(facts, rule.thresholds, this.#conditions.firing(detector.id))
    const grownUpAt = facts.youngestAt + rule.graceMs
    if (!isAboutPresence(detector) || facts.at >= grownUpAt) return readings
    return readings.map((reading) => ({ ...reading, holds: false, ...(reading.holds && { nextAt: grownUpAt }) }))
  }

  #draft({ facts: told, identity }: DetectorReading, { detector, rule, facts, since }: DraftContext): AlertDraft {
    const concerned =
      rule && detector.concerns ? detector.concerns(facts, rule.thresholds) : this.#concerned(identity, since)
    const cause = prevailingCause(concerned)
    const severity = rule?.severity ?? detector.severity(facts)
    const service = `${facts.namespace}/${facts.name}`
    return {
      subject: keyOf(facts.service),
      severity: concerned.length > 0 && concerned.every(isPerhapsExpected) ? oneStepLower(severity) : severity,
      facts: told,
      evidence: [{ object: keyOf(facts.service), path: 'ready endpoints', value: facts.view.ready }],
      ...(cause && { cause }),
      lost: [...new Set(concerned.map((record) => record.identity))].slice(-MAX_LOST),
      sentence: alertSentence(`alert.${detector.id}`, { service, ...told }),
    }
  }

  /** What happened to the endpoint it is about; where it is about the Service, what was lost about then and is lost still. */
  #concerned(identity: EndpointIdentity | undefined, since: number): readonly ChurnRecord[] {
    if (identity !== undefined)
      return this.#history.records.filter((record) => record.identity === identity && !record.isGain)
    const last = new Map(this.losses.map((record) => [record.identity, record]))
    return [...last.values()].filter(({ at }) => at > since - CAUSE_WINDOW.beforeMs)
  }
}

/** What an alert is about. */
interface DraftContext {
  readonly detector: ServiceDetector
  readonly rule: AlertRule | undefined
  readonly facts: ServiceFacts
  /** Epoch ms: since when the condition holds. */
  readonly since: number
}

function isAboutPresence({ id }: ServiceDetector): boolean {
  return id === 'zero-endpoints' || id === 'low-endpoints'
}

/** Nearness in time is no excuse, but a doubt (rule H.4). */
function oneStepLower(severity: Severity): Severity {
  return SEVERITIES[Math.min(SEVERITIES.indexOf(severity) + 1, SEVERITIES.length - 1)] ?? severity
}
