import { attributeCause } from '../causes/attribute-cause.ts'
import { CAUSE_WINDOW } from '../causes/cause-types.ts'
import type { EndpointIdentity, LedgerEntry, OpenLedger } from '../endpoints/ledger-types.ts'
import { SEVERITIES, type Severity } from '../findings/severity.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { Alert, AlertTransition } from './alert.ts'
import { prevailingCause } from './alert-cause.ts'
import { alertSentence } from './alert-messages.ts'
import type { DetectorReading, ServiceDetector } from './detectors/detector.ts'
import { SERVICE_DETECTORS } from './detectors/service-detectors.ts'
import { isPerhapsExpected, isScaledAway } from './expected-churn.ts'
import { type AlertDraft, Conditions } from './hysteresis/conditions.ts'
import { earliest } from './hysteresis/earliest.ts'
import type { LatchMoment } from './hysteresis/latch.ts'
import type { Judgement } from './judgement.ts'
import type { AlertRule } from './rules/alert-rule.ts'
import type { RuleBook } from './rules/rule-book.ts'
import { type KnownOfService, ServiceFacts } from './service-facts.ts'
import { hopelessCause } from './stall-cause.ts'
import { ChurnHistory, type ChurnRecord } from './view/churn-history.ts'
import { SettledView, type ToldMoment } from './view/settled-view.ts'

/** Kinds without which nothing can be said of endpoints. */
const NEEDED_KINDS: ReadonlySet<WatchedKind> = new Set(['EndpointSlice', 'Service'])
const MAX_LOST = 100
const MAX_STARTUPS = 20
/** Evidence of a cause may be told so long after the change (rule H.5). */
const CAUSE_SETTLES_MS = CAUSE_WINDOW.afterMs

/** All that alerts know of one Service. */
export class ServiceAlerts {
  readonly #view: SettledView
  readonly #history = new ChurnHistory()
  readonly #conditions = new Conditions()
  /** Epoch ms at which endpoints appeared that were never ready. */
  readonly #starting = new Map<EndpointIdentity, number>()
  #startupTimes: readonly number[] = []
  /** Losses and leaves whose cause is not final yet, oldest first. What was gained needs no cause. */
  #unexplained: readonly ChurnRecord[] = []
  #recentLosses: readonly ChurnRecord[] = []
  #lastReadyAt: number | undefined
  /** Epoch ms of the first and the last thing that happened since the turn before. */
  #touched: { readonly from: number; readonly to: number } | undefined

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
    if (alert.detector === 'slow-readiness' && alert.identity) this.#starting.set(alert.identity, alert.since)
  }

  /** Take what a change wrote into the ledger of this Service. */
  note(entry: LedgerEntry, moment: ToldMoment): void {
    const wasReady = this.#view.ready > 0
    this.#view.note(entry, moment)
    if (moment.evidence === 'initial')
      this.#history.step({ at: moment.at, ready: this.#view.ready, size: this.#view.size })
    if (wasReady || this.#view.ready > 0) this.#lastReadyAt = moment.at
    this.touch(moment.at)
  }

  /** The Service, or what its workloads want, may be different since. Epoch ms. */
  touch(at: number): void {
    this.#touched = { from: this.#touched?.from ?? at, to: at }
  }

  /** Something is not followed from here on, or was not: what waits begins to wait anew when everything is (rule B.7). */
  freeze(): void {
    this.#conditions.freeze()
  }

  /** Epoch ms of its next turn; `undefined` where it waits for something to happen. */
  get dueAt(): number | undefined {
    const looksAt = this.#view.settlesAt ?? this.#touched?.to
    return earliest([looksAt, this.#explainedAt, this.#history.outdatedAt, this.#conditions.dueAt])
  }

  /** Settles what is due, looks again, and tells what became of its alerts. */
  turn(judgement: Judgement): AlertTransition[] {
    const { at, seq, snapshot } = judgement
    const moment = { at, seq, changedFrom: this.#touched?.from ?? at, changedTo: this.#touched?.to ?? at }
    this.#touched = undefined
    this.#settle(at)
    this.#history.forget(at)
    this.#explain(judgement)
    const [namespace, name = ''] = this.#view.service.split('/')
    if (judgement.isBlind(NEEDED_KINDS, namespace)) {
      this.freeze()
      return []
    }
    this.#conditions.thaw(at)
    const service = snapshot.find('Service', namespace, name)
    if (service === undefined) return this.#conditions.end(at, seq)
    return this.#judge(new ServiceFacts(judgement, service, this.#known()), judgement.rules, moment)
  }

  firing(): Alert[] {
    return this.#conditions.alerts
  }

  /** Nothing is left of it: no endpoint, nothing that holds or held lately. */
  get isOver(): boolean {
    return this.#view.size === 0 && this.#view.settlesAt === undefined && this.#conditions.isEmpty
  }

  /** Losses whose cause may have been found in the turn before. */
  get recentLosses(): readonly ChurnRecord[] {
    return this.#recentLosses
  }

  /** Epoch ms at which the next cause is final. */
  get #explainedAt(): number | undefined {
    const [oldest] = this.#unexplained
    return oldest && oldest.transition.at + CAUSE_SETTLES_MS
  }

  #known(): KnownOfService {
    return {
      view: this.#view,
      history: this.#history,
      lastReadyAt: this.#lastReadyAt,
      startupTimes: this.#startupTimes,
      starting: this.#starting,
      firing: this.#conditions.firingDetectors,
    }
  }

  #settle(at: number): void {
    const settlesAt = this.#view.settlesAt
    if (settlesAt === undefined || settlesAt > at) return
    const changes = this.#view.settle()
    const records = this.#history.note(changes, { at, ready: this.#view.ready, size: this.#view.size })
    const caused = records.filter(({ hasOwnCause }) => hasOwnCause)
    if (caused.length > 0) this.#unexplained = [...this.#unexplained, ...caused].sort(byTransition)
    for (const { identity, before, after } of changes) {
      if (after?.state === 'ready') this.#noteStarted(identity, after.since)
      else if (after === undefined) this.#starting.delete(identity)
      else if (before === undefined) this.#starting.set(identity, after.since)
    }
  }

  /** @param at epoch ms at which it became ready */
  #noteStarted(identity: EndpointIdentity, at: number): void {
    const since = this.#starting.get(identity)
    this.#starting.delete(identity)
    if (since !== undefined) this.#startupTimes = [...this.#startupTimes, at - since].slice(-MAX_STARTUPS)
  }

  /** A cause is final when its evidence had time to arrive; until then it is as good as it can be. */
  #explain({ at, causes }: Judgement): void {
    const open = this.#unexplained
    for (const record of open) record.cause = attributeCause(record.transition, causes)
    this.#unexplained = open.filter(({ transition }) => at < transition.at + CAUSE_SETTLES_MS)
    this.#recentLosses = open.filter(({ isLoss }) => isLoss)
  }

  #judge(facts: ServiceFacts, rules: RuleBook, moment: LatchMoment): AlertTransition[] {
    return SERVICE_DETECTORS.flatMap((detector) => {
      const rule = rules.ruleFor(detector.id, facts)
      const readings = rule ? this.#read(detector, rule, facts) : []
      const draft = (reading: DetectorReading, since: number) => this.#draft(reading, { detector, rule, facts, since })
      return this.#conditions.judge({ detector: detector.id, rule, readings, ...moment, draft })
    })
  }

  /** What is young need not be there yet (rule H.4). */
  #read(detector: ServiceDetector, rule: AlertRule, facts: ServiceFacts): readonly DetectorReading[] {
    const readings = detector.read(facts, rule.thresholds, this.#conditions.firing(detector.id))
    if (!isAboutPresence(detector) || !readings.some(({ holds }) => holds)) return readings
    const grownUpAt = facts.youngestAt + rule.graceMs
    if (facts.at >= grownUpAt) return readings
    return readings.map((reading) => (reading.holds ? { ...reading, holds: false, nextAt: grownUpAt } : reading))
  }

  #draft({ facts: told, identity }: DetectorReading, { detector, rule, facts, since }: DraftContext): AlertDraft {
    const concerned =
      rule && detector.concerns ? detector.concerns(facts, rule.thresholds) : this.#concerned(identity, since)
    const causeNow = () =>
      prevailingCause(isAboutSurprise(detector) ? concerned.filter((record) => !isScaledAway(record)) : concerned)
    const lost = causeNow()
    const blocked =
      lost?.kind === 'rollout' && isAboutPresence(detector) ? hopelessCause(facts.startingPods) : undefined
    const cause = blocked ?? lost
    const severity = rule?.severity ?? detector.severity(facts)
    const service = `${facts.namespace}/${facts.name}`
    return {
      subject: keyOf(facts.service),
      severity: concerned.length > 0 && concerned.every(isPerhapsExpected) ? oneStepLower(severity) : severity,
      facts: { ...told, ...(blocked && lost?.object !== undefined && { workload: lost.object }) },
      evidence: [{ object: keyOf(facts.service), path: 'ready endpoints', value: facts.view.ready }],
      ...(cause && { cause }),
      ...(blocked === undefined && { causeNow }),
      lost: [...new Set(concerned.map((record) => record.identity))].slice(-MAX_LOST),
      sentence: alertSentence(`alert.${detector.id}`, { service, ...told }),
    }
  }

  /** What happened to the endpoint it is about; where it is about the Service, what was lost about then and is lost still. */
  #concerned(identity: EndpointIdentity | undefined, since: number): readonly ChurnRecord[] {
    const { records } = this.#history
    if (identity !== undefined) return records.filter((record) => record.identity === identity && !record.isGain)
    const lost = records.filter((record) => record.isLoss && !this.#view.isReady(record.identity))
    const last = new Map(lost.map((record) => [record.identity, record]))
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

function byTransition(a: ChurnRecord, b: ChurnRecord): number {
  return a.transition.at - b.transition.at
}

function isAboutPresence({ id }: ServiceDetector): boolean {
  return id === 'zero-endpoints' || id === 'low-endpoints'
}

/** What was meant does not explain it. */
function isAboutSurprise({ id }: ServiceDetector): boolean {
  return id === 'endpoint-drop' || id === 'churn-rate'
}

/** Nearness in time is no excuse, but a doubt (rule H.4). */
function oneStepLower(severity: Severity): Severity {
  return SEVERITIES[Math.min(SEVERITIES.indexOf(severity) + 1, SEVERITIES.length - 1)] ?? severity
}
