import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import { type ObjectKey, objectKey } from '../kubernetes/object-key.ts'
import { bySubjectAndRule, type EvaluationOptions } from './evaluate-findings.ts'
import { type Condition, SubjectEvaluation } from './evaluate-subject.ts'
import type { Finding } from './finding.ts'
import { RecordingView } from './recording-view.ts'
import { RULES } from './registry.ts'
import { SETTLED_MS } from './rule.ts'

/** A condition and how long it has held. */
interface Held {
  readonly condition: Condition
  /** Epoch ms. */
  readonly since: number
  /** Epoch ms from which on it has not held; absent while it holds. */
  readonly brokenAt?: number
}

/**
 * The findings of a snapshot that moves on.
 *
 * A change re-evaluates the subjects whose rules read something of what changed, and nothing else; what then holds is what an
 * evaluation of everything would say. A condition is a finding once it has held for as long as its rule asks, and no longer
 * one once it has not held for 30 s: what breaks and returns within that time never went away, and keeps its `since`.
 * Where the subject itself goes, so do its findings, at once; likewise where a rule is switched off or can no longer be decided.
 *
 * What holds when the book begins counts as holding since then, or since its objects prove. To tell what the findings were at
 * some instant of the past, begin some minutes earlier and apply the changes up to it.
 */
export class FindingsBook {
  readonly #snapshot: Snapshot
  readonly #view: RecordingView
  readonly #evaluation: SubjectEvaluation
  readonly #held = new Map<ObjectKey, Map<string, Held>>()

  /** @param now epoch ms: when the snapshot is so */
  constructor(snapshot: Snapshot, now: number, { rules = RULES, history }: EvaluationOptions = {}) {
    this.#snapshot = snapshot
    this.#view = new RecordingView(snapshot, history)
    this.#evaluation = new SubjectEvaluation(snapshot, this.#view, rules)
    this.#evaluateAll(now)
  }

  /**
   * Move on by a change that the snapshot has taken already.
   *
   * @param now epoch ms: when the change was observed
   * @returns keys of the subjects that were evaluated, in no promised order
   */
  apply(applied: AppliedChange, now: number): ReadonlySet<ObjectKey> {
    const subjects = new Set(this.#view.apply(applied)).add(applied.key)
    for (const key of subjects) this.#evaluate(key, now)
    return subjects
  }

  /** What can be read of some kind is another now: everything is evaluated. */
  visibilityChanged(now: number): void {
    this.#evaluation.forgetVisibility()
    this.#view.forgetDerivations()
    this.#evaluateAll(now)
  }

  /** Everything that holds now, however briefly, without `since`; ascending by subject, rule and part. */
  conditions(): Finding[] {
    const conditions: Finding[] = []
    for (const held of this.#held.values()) {
      for (const { brokenAt, condition } of held.values())
        if (brokenAt === undefined) conditions.push(condition.finding)
    }
    return conditions.sort(bySubjectAndRule)
  }

  /**
   * The findings at a time, ascending by subject, rule and part.
   *
   * @param now epoch ms, not before the last change
   */
  findings(now: number): Finding[] {
    const findings: Finding[] = []
    for (const held of this.#held.values()) {
      for (const one of held.values())
        if (isRaised(one, now)) findings.push({ ...one.condition.finding, since: one.since })
    }
    return findings.sort(bySubjectAndRule)
  }

  /** The findings of one subject at a time, by rule and part. */
  findingsOf(subject: ObjectKey, now: number): Finding[] {
    const held = [...(this.#held.get(subject)?.values() ?? [])].filter((one) => isRaised(one, now))
    return held.map(({ condition, since }) => ({ ...condition.finding, since })).sort(bySubjectAndRule)
  }

  /**
   * When `findings` will first say something else although nothing changes: a condition is due, or a finding clears.
   *
   * @returns epoch ms after `now`; `undefined` where it will not
   */
  nextAt(now: number): number | undefined {
    let next: number | undefined
    for (const held of this.#held.values()) {
      for (const one of held.values()) {
        for (const at of turningPoints(one)) if (at > now && (next === undefined || at < next)) next = at
      }
    }
    return next
  }

  #evaluateAll(now: number): void {
    const subjects = new Set(this.#held.keys())
    for (const kind of this.#evaluation.kinds) {
      for (const { metadata } of this.#snapshot.ofKind(kind))
        subjects.add(objectKey(kind, metadata.namespace, metadata.name))
    }
    for (const key of subjects) this.#evaluate(key, now)
  }

  #evaluate(key: ObjectKey, now: number): void {
    const subject = this.#snapshot.get(key)
    if (!subject) {
      this.#view.forget(key)
      this.#held.delete(key)
      return
    }
    const conditions = this.#view.recorded(key, () => this.#evaluation.conditionsOf(subject)).answer
    const known = this.#held.get(key)
    if (known === undefined && conditions.length === 0) return
    const before = [...(known ?? [])].filter(([, { condition }]) => this.#evaluation.isDecided(condition.rule, subject))
    const held = heldNow(new Map(before), conditions, now)
    if (held.size === 0) this.#held.delete(key)
    else this.#held.set(key, held)
  }
}

function heldNow(before: ReadonlyMap<string, Held>, conditions: readonly Condition[], now: number): Map<string, Held> {
  const held = new Map<string, Held>()
  for (const condition of conditions) {
    const identity = identityOf(condition)
    const known = before.get(identity)
    const since = known && !isCleared(known, now) ? known.since : Math.min(condition.hit.heldSince ?? now, now)
    held.set(identity, { condition, since })
  }
  for (const [identity, known] of before) {
    if (held.has(identity) || isCleared(known, now)) continue
    const brokenAt = known.brokenAt ?? now
    if (isDue(known, brokenAt)) held.set(identity, { ...known, brokenAt })
  }
  return held
}

/** A subject that is made anew is another one. */
function identityOf({ finding: { about = '', rule, subjectUid } }: Condition): string {
  return `${rule} ${subjectUid} ${about}`
}

function isRaised(held: Held, now: number): boolean {
  return isDue(held, held.brokenAt ?? now) && !isCleared(held, now)
}

/** Whether it had held for long enough at a time. */
function isDue(held: Held, at: number): boolean {
  const { until } = held.condition.hit
  return at >= dueAt(held) && (until === undefined || at < until)
}

function dueAt({ condition: { hit, rule }, since }: Held): number {
  return Math.max(since + (rule.holdsForMs ?? SETTLED_MS), hit.from ?? since)
}

/** When it is raised, ends by itself, or clears. */
function turningPoints(held: Held): readonly number[] {
  const { brokenAt, condition } = held
  if (brokenAt !== undefined) return [brokenAt + SETTLED_MS]
  const { until } = condition.hit
  const due = dueAt(held)
  if (until === undefined) return [due]
  return due < until ? [due, until] : []
}

function isCleared({ brokenAt }: Held, now: number): boolean {
  return brokenAt !== undefined && now >= brokenAt + SETTLED_MS
}
