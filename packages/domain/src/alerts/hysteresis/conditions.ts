import type { EndpointIdentity } from '../../endpoints/ledger-types.ts'
import type { Alert, AlertTransition } from '../alert.ts'
import type { DetectorReading, FiringFacts } from '../detectors/detector.ts'
import { ALL_WELL } from '../detectors/detector.ts'
import type { AlertRule, DetectorId } from '../rules/alert-rule.ts'
import { earliest } from './earliest.ts'
import { IDLE, type LatchMoment, type LatchState, latchAfter, latchDueAt } from './latch.ts'

/** What is raised again within this time is the same alert (rule H.3). */
const REPEAT_MS = 15 * 60_000
/** News of an alert that fires are told no more often than this. */
const UPDATE_MS = 15_000

/** What an alert says, made when it is told. */
export type AlertDraft = Pick<Alert, 'subject' | 'severity' | 'facts' | 'evidence' | 'cause' | 'lost' | 'sentence'> & {
  /** The same cause as it is judged when this is called: evidence may come later. Absent: it stays as it is. */
  readonly causeNow?: () => Alert['cause']
}

/** The readings of one detector of one subject at one moment. */
export interface DetectorJudgement extends LatchMoment {
  readonly detector: DetectorId
  /** Absent: switched off, or no longer about this subject. */
  readonly rule: AlertRule | undefined
  readonly readings: readonly DetectorReading[]
  /** @param since epoch ms: since when the condition holds */
  readonly draft: (reading: DetectorReading, since: number) => AlertDraft
}

/** One condition of a subject, or of one of its endpoints. */
interface Condition {
  readonly detector: DetectorId
  readonly identity: EndpointIdentity
  latch: LatchState
  reading: DetectorReading
  /** As it was told last; kept for `REPEAT_MS` after it was resolved. */
  alert?: Alert
  /** Of what was told last. */
  causeNow?: AlertDraft['causeNow'] | undefined
  /** Epoch ms of what was told last. */
  toldAt: number
  /** Epoch ms at which news may be told that would have come too soon after; `undefined` where there is nothing to tell. */
  newsAt: number | undefined
}

/** Everything that holds, or held lately, of one subject, and the alerts that come of it. */
export class Conditions {
  readonly #conditions = new Map<DetectorId, Map<EndpointIdentity, Condition>>()
  #isFrozen = false

  get isEmpty(): boolean {
    return this.#conditions.size === 0
  }

  /** An alert that fired when the log was judged last; or that was over then, and may be raised again. */
  restore(alert: Alert): void {
    const { detector, identity = '', raisedAt, resolvedAt, since, sinceSeq } = alert
    const latch: LatchState = resolvedAt === undefined ? { type: 'firing', since, sinceSeq, raisedAt } : IDLE
    const reading = { ...ALL_WELL, facts: alert.facts }
    this.#put({ detector, identity, latch, reading, alert, toldAt: resolvedAt ?? raisedAt, newsAt: undefined })
  }

  /** Facts of what fires, by endpoint; `''` for the subject itself. */
  firing(detector: DetectorId): FiringFacts {
    const facts = new Map<EndpointIdentity, Alert['facts']>()
    for (const { alert, identity, latch } of this.#conditions.get(detector)?.values() ?? []) {
      if (alert && isFiring(latch)) facts.set(identity, alert.facts)
    }
    return facts
  }

  /** Alerts that fire. */
  get alerts(): Alert[] {
    return this.#all().flatMap(({ alert, latch }) => (alert && isFiring(latch) ? [alert] : []))
  }

  /** Which detectors raised something that fires. */
  get firingDetectors(): Set<DetectorId> {
    return new Set(this.#all().flatMap(({ detector, latch }) => (isFiring(latch) ? [detector] : [])))
  }

  /** Epoch ms at which something is due though nothing happens; `undefined` where nothing is. */
  get dueAt(): number | undefined {
    return this.#isFrozen ? undefined : earliest(this.#all().map(dueAtOf))
  }

  /** What came of the readings of one detector. A condition without a reading is over. */
  judge(judgement: DetectorJudgement): AlertTransition[] {
    const { detector, rule } = judgement
    const readings = rule ? judgement.readings : []
    for (const reading of readings) this.#begin(detector, reading)
    const known = this.#conditions.get(detector)
    if (known === undefined) return []
    const current = new Map(readings.map((reading) => [reading.identity ?? '', reading]))
    const transitions = [...known.values()].flatMap((condition) => {
      condition.reading = current.get(condition.identity) ?? ALL_WELL
      return this.#judgeOne(condition, judgement)
    })
    if (known.size === 0) this.#conditions.delete(detector)
    return transitions
  }

  /** The subject is gone: what fires is over, and nothing is known any more. */
  end(at: number, seq: number): AlertTransition[] {
    const { alerts } = this
    this.#conditions.clear()
    return alerts.map((alert) => resolved({ ...alert, resolvedAt: at }, seq, 'subject-gone'))
  }

  /** Nobody knows what happens: nothing is due until `thaw`. */
  freeze(): void {
    this.#isFrozen = true
  }

  /** What was frozen and waits begins to wait anew. */
  thaw(at: number): void {
    if (!this.#isFrozen) return
    this.#isFrozen = false
    for (const condition of this.#all()) {
      const { latch } = condition
      if (latch.type === 'pending') condition.latch = { ...latch, since: at }
      else if (latch.type === 'clearing') condition.latch = { ...latch, overSince: at }
    }
  }

  #all(): Condition[] {
    if (this.#conditions.size === 0) return []
    return [...this.#conditions.values()].flatMap((conditions) => [...conditions.values()])
  }

  #begin(detector: DetectorId, reading: DetectorReading): void {
    const { holds, identity = '', nextAt } = reading
    if ((!holds && nextAt === undefined) || this.#conditions.get(detector)?.has(identity)) return
    this.#put({ detector, identity, latch: IDLE, reading, toldAt: Number.NEGATIVE_INFINITY, newsAt: undefined })
  }

  #put(condition: Condition): void {
    const known = this.#conditions.get(condition.detector)
    if (known) known.set(condition.identity, condition)
    else this.#conditions.set(condition.detector, new Map([[condition.identity, condition]]))
  }

  #judgeOne(condition: Condition, judgement: DetectorJudgement): AlertTransition[] {
    const { at, rule } = judgement
    const before = condition.latch
    condition.latch = rule ? latchAfter(before, condition.reading, judgement) : IDLE
    const wasFiring = isFiring(before)
    const fires = isFiring(condition.latch)
    const isForgotten = condition.latch.type === 'idle' && condition.reading.nextAt === undefined
    if (isForgotten && at - condition.toldAt > REPEAT_MS) {
      this.#conditions.get(condition.detector)?.delete(condition.identity)
    }
    if (fires && !wasFiring) return this.#raise(condition, judgement)
    if (wasFiring && !fires) return this.#resolve(condition, judgement)
    return fires ? this.#update(condition, judgement) : []
  }

  #raise(condition: Condition, judgement: DetectorJudgement): AlertTransition[] {
    const { at, seq, rule, detector } = judgement
    const { identity, latch, reading } = condition
    if (latch.type !== 'firing' || rule === undefined) return []
    const again = condition.alert && at - condition.alert.raisedAt < REPEAT_MS ? condition.alert : undefined
    const { causeNow, ...draft } = judgement.draft(reading, latch.since)
    const { since, sinceSeq, raisedAt } = latch
    const id = again?.id ?? [detector, draft.subject, identity, sinceSeq].filter((part) => part !== '').join('/')
    const alert = { id, ruleId: rule.id, detector, ...draft, ...(identity && { identity }), since, sinceSeq, raisedAt }
    condition.causeNow = causeNow
    return [this.#tell(condition, { type: 'raised', at, seq, alert })]
  }

  #resolve(condition: Condition, { at, seq, rule }: DetectorJudgement): AlertTransition[] {
    if (condition.alert === undefined) return []
    const { causeNow: _, ...news } = settled(condition)
    const alert = { ...condition.alert, ...news, resolvedAt: at }
    return [this.#tell(condition, resolved(alert, seq, rule ? 'cleared' : 'rule-changed'))]
  }

  /** What is about to clear has no news but its cause, which may be known later than that it is over. */
  #update(condition: Condition, { at, seq, draft }: DetectorJudgement): AlertTransition[] {
    const { alert, reading, latch, toldAt } = condition
    condition.newsAt = at < toldAt + UPDATE_MS ? toldAt + UPDATE_MS : undefined
    if (alert === undefined || condition.newsAt !== undefined) return []
    const { causeNow, ...news } = latch.type === 'firing' ? draft(reading, latch.since) : settled(condition)
    const next: Alert = { ...alert, ...news }
    if (!isNews(next, alert)) return []
    condition.causeNow = causeNow
    return [this.#tell(condition, { type: 'updated', at, seq, alert: next })]
  }

  #tell(condition: Condition, transition: AlertTransition): AlertTransition {
    condition.alert = transition.alert
    condition.toldAt = transition.at
    condition.newsAt = undefined
    return transition
  }
}

/** The cause of what was told last, as it is judged now. */
function settled({ causeNow }: Condition): Pick<AlertDraft, 'cause' | 'causeNow'> {
  const cause = causeNow?.()
  return { ...(cause && { cause }), ...(causeNow && { causeNow }) }
}

function resolved(
  alert: Alert,
  seq: number,
  because: Extract<AlertTransition, { type: 'resolved' }>['because'],
): AlertTransition {
  return { type: 'resolved', at: alert.resolvedAt ?? alert.raisedAt, seq, alert, because }
}

function isFiring({ type }: LatchState): boolean {
  return type === 'firing' || type === 'clearing'
}

/** Another severity or cause, or another number of what counts; or the cause is proven by now. */
function isNews(next: Alert, told: Alert): boolean {
  const isSameCause =
    next.cause?.sentence.text === told.cause?.sentence.text && next.cause?.confidence === told.cause?.confidence
  return (
    next.severity !== told.severity ||
    !isSameCause ||
    next.facts.ready !== told.facts.ready ||
    next.facts.evicted !== told.facts.evicted
  )
}

/** Epoch ms at which a condition is due though nothing happens; `undefined` where it is not. */
function dueAtOf({ alert, latch, newsAt, reading, toldAt }: Condition): number | undefined {
  const isForgotten = latch.type === 'idle' && reading.nextAt === undefined
  const forgottenAt = alert && isForgotten ? toldAt + REPEAT_MS + 1 : undefined
  return earliest([latchDueAt(latch, reading), reading.nextAt, newsAt, forgottenAt])
}
