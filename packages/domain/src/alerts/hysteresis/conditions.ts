import type { EndpointIdentity } from '../../endpoints/ledger-types.ts'
import type { Alert, AlertTransition } from '../alert.ts'
import type { DetectorReading, FiringFacts } from '../detectors/detector.ts'
import { ALL_WELL } from '../detectors/detector.ts'
import type { AlertRule, DetectorId } from '../rules/alert-rule.ts'
import { IDLE, type LatchState, latchAfter, latchDueAt } from './latch.ts'

/** What is raised again within this time is the same alert (rule H.3). */
const REPEAT_MS = 15 * 60_000
/** News of an alert that fires, another severity, cause or number of ready endpoints, are told no more often than this. */
const UPDATE_MS = 15_000

/** What an alert says, made when it is told. */
export type AlertDraft = Pick<Alert, 'subject' | 'severity' | 'facts' | 'evidence' | 'cause' | 'lost' | 'sentence'>

/** The readings of one detector of one subject at one moment. */
export interface DetectorJudgement {
  readonly detector: DetectorId
  /** Absent: switched off, or no longer about this subject. */
  readonly rule: AlertRule | undefined
  readonly readings: readonly DetectorReading[]
  readonly at: number
  readonly seq: number
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
  /** Epoch ms of what was told last. */
  toldAt: number
}

/** Everything that holds, or held lately, of one subject, and the alerts that come of it. */
export class Conditions {
  readonly #conditions = new Map<string, Condition>()

  get isEmpty(): boolean {
    return this.#conditions.size === 0
  }

  /** An alert that fired when the log was judged last. */
  restore(alert: Alert): void {
    const { detector, identity = '', raisedAt, since, sinceSeq } = alert
    const latch = { type: 'firing', since, sinceSeq, raisedAt } as const
    const reading = { ...ALL_WELL, facts: alert.facts }
    this.#conditions.set(nameOf(detector, identity), { detector, identity, latch, reading, alert, toldAt: raisedAt })
  }

  /** Facts of what fires, by endpoint; `''` for the subject itself. */
  firing(detector: DetectorId): FiringFacts {
    const firing = this.#of(detector).filter(({ alert, latch }) => alert && isFiring(latch))
    return new Map(firing.map(({ identity, alert }) => [identity, alert?.facts ?? {}]))
  }

  /** Alerts that fire. */
  get alerts(): Alert[] {
    return [...this.#conditions.values()].flatMap(({ alert, latch }) => (alert && isFiring(latch) ? [alert] : []))
  }

  /** Which detectors raised something that fires. */
  get firingDetectors(): Set<DetectorId> {
    const firing = [...this.#conditions.values()].filter(({ latch }) => isFiring(latch))
    return new Set(firing.map(({ detector }) => detector))
  }

  /** Epoch ms at which something is due though nothing happens; `undefined` where nothing is. */
  get dueAt(): number | undefined {
    const times = [...this.#conditions.values()].flatMap(({ alert, latch, reading, toldAt }) => [
      latchDueAt(latch, reading) ?? Number.POSITIVE_INFINITY,
      reading.nextAt ?? Number.POSITIVE_INFINITY,
      alert && latch.type === 'idle' ? toldAt + REPEAT_MS + 1 : Number.POSITIVE_INFINITY,
    ])
    const due = Math.min(...times)
    return Number.isFinite(due) ? due : undefined
  }

  /** What came of the readings of one detector. A condition without a reading is over. */
  judge(judgement: DetectorJudgement): AlertTransition[] {
    const { detector, readings, rule } = judgement
    const current = new Map(rule ? readings.map((reading) => [reading.identity ?? '', reading]) : [])
    for (const [identity, reading] of current) this.#begin(detector, identity, reading)
    return this.#of(detector).flatMap((condition) => {
      condition.reading = current.get(condition.identity) ?? ALL_WELL
      return this.#judgeOne(condition, judgement)
    })
  }

  /** The subject is gone: what fires is over, and nothing is known any more. */
  end(at: number, seq: number): AlertTransition[] {
    const firing = [...this.#conditions.values()].filter(({ latch }) => isFiring(latch))
    this.#conditions.clear()
    return firing.flatMap(({ alert }) => (alert ? [resolved({ ...alert, resolvedAt: at }, seq, 'subject-gone')] : []))
  }

  /** What waits begins to wait anew: nobody knows what happened meanwhile. */
  restartWaiting(at: number): void {
    for (const condition of this.#conditions.values()) {
      const { latch } = condition
      if (latch.type === 'pending') condition.latch = { ...latch, since: at }
      else if (latch.type === 'clearing') condition.latch = { ...latch, overSince: at }
    }
  }

  #of(detector: DetectorId): Condition[] {
    return [...this.#conditions.values()].filter((condition) => condition.detector === detector)
  }

  #begin(detector: DetectorId, identity: EndpointIdentity, reading: DetectorReading): void {
    const name = nameOf(detector, identity)
    if (this.#conditions.has(name) || (!reading.holds && reading.nextAt === undefined)) return
    this.#conditions.set(name, { detector, identity, latch: IDLE, reading, toldAt: Number.NEGATIVE_INFINITY })
  }

  #judgeOne(condition: Condition, judgement: DetectorJudgement): AlertTransition[] {
    const { at, rule } = judgement
    const before = condition.latch
    condition.latch = rule ? latchAfter(before, condition.reading, judgement) : IDLE
    const wasFiring = isFiring(before)
    const fires = isFiring(condition.latch)
    const isForgotten = condition.latch.type === 'idle' && condition.reading.nextAt === undefined
    if (isForgotten && at - condition.toldAt > REPEAT_MS)
      this.#conditions.delete(nameOf(condition.detector, condition.identity))
    if (fires && !wasFiring) return this.#raise(condition, judgement)
    if (wasFiring && !fires) return this.#resolve(condition, judgement)
    return fires ? this.#update(condition, judgement) : []
  }

  #raise(condition: Condition, judgement: DetectorJudgement): AlertTransition[] {
    const { at, seq, rule, detector } = judgement
    const { identity, latch, reading } = condition
    if (latch.type !== 'firing' || rule === undefined) return []
    const again = condition.alert && at - condition.alert.raisedAt < REPEAT_MS ? condition.alert : undefined
    const draft = judgement.draft(reading, latch.since)
    const { since, sinceSeq, raisedAt } = latch
    const id = again?.id ?? [detector, draft.subject, identity, sinceSeq].filter((part) => part !== '').join('/')
    const alert = { id, ruleId: rule.id, detector, ...draft, ...(identity && { identity }), since, sinceSeq, raisedAt }
    return [this.#tell(condition, { type: 'raised', at, seq, alert })]
  }

  #resolve(condition: Condition, { at, seq, rule }: DetectorJudgement): AlertTransition[] {
    const { alert } = condition
    if (alert === undefined) return []
    return [this.#tell(condition, resolved({ ...alert, resolvedAt: at }, seq, rule ? 'cleared' : 'rule-changed'))]
  }

  #update(condition: Condition, { at, seq, draft }: DetectorJudgement): AlertTransition[] {
    const { alert, reading, latch } = condition
    if (alert === undefined || latch.type !== 'firing' || at - condition.toldAt < UPDATE_MS) return []
    const next: Alert = { ...alert, ...draft(reading, latch.since) }
    const isSame = next.severity === alert.severity && next.facts.ready === alert.facts.ready
    if (isSame && next.cause?.sentence.text === alert.cause?.sentence.text) return []
    return [this.#tell(condition, { type: 'updated', at, seq, alert: next })]
  }

  #tell(condition: Condition, transition: AlertTransition): AlertTransition {
    condition.alert = transition.alert
    condition.toldAt = transition.at
    return transition
  }
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

function nameOf(detector: DetectorId, identity: EndpointIdentity): string {
  return `${detector} ${identity}`
}
