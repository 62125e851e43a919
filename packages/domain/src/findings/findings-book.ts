import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import { type ObjectKey, objectKey } from '../kubernetes/object-key.ts'
import { bySubjectAndRule, type EvaluationOptions } from './evaluate-findings.ts'
import { type Condition, SubjectEvaluation } from './evaluate-subject.ts'
import type { Finding } from './finding.ts'
import { KEPT_GATHERINGS, KEPT_LOOKUPS } from './kept-lookups.ts'
import { RecordingView } from './recording-view.ts'
import { RULES } from './registry.ts'
import { SETTLED_MS } from './rule.ts'

/** A condition and how long it has held. */
interface Held {
  readonly condition: Condition
  /** Epoch ms. */
  readonly since: number
  /** It held already when it was first looked at, and nothing proves since when. */
  readonly mayBeOlder?: true
  /** Epoch ms from which on it has not held; absent while it holds. */
  readonly brokenAt?: number
}

/** Whether whoever drives an evaluation has time for another piece of it. */
export type HasTime = () => boolean

const ALWAYS: HasTime = () => true

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
 *
 * A large cluster is not evaluated in one piece: `unread` begins with nothing, and `proceed` goes on for as long as there is
 * time. Until nothing waits any more, what is told is told of a part, and changes only add to what waits.
 */
export class FindingsBook {
  readonly #snapshot: Snapshot
  readonly #view: RecordingView
  readonly #evaluation: SubjectEvaluation
  readonly #held = new Map<ObjectKey, Map<string, Held>>()
  /** Subjects to be evaluated, with the time of the change that asks for it where one does. */
  readonly #waiting = new Map<ObjectKey, number | undefined>()
  /** What is made ready before anything is evaluated. */
  #preparing: Iterator<void> | undefined

  /** @param now epoch ms: when the snapshot is so */
  constructor(snapshot: Snapshot, now: number, options: EvaluationOptions & { readonly isUnread?: true } = {}) {
    this.#snapshot = snapshot
    this.#view = new RecordingView(snapshot, options.history)
    this.#evaluation = new SubjectEvaluation(snapshot, this.#view, options.rules ?? RULES)
    this.#awaitAll()
    if (options.isUnread) this.#preparing = this.#view.prepare(KEPT_LOOKUPS, KEPT_GATHERINGS)
    else this.proceed(now)
  }

  /** A book that has evaluated nothing yet. */
  static unread(snapshot: Snapshot, options: EvaluationOptions = {}): FindingsBook {
    return new FindingsBook(snapshot, 0, { ...options, isUnread: true })
  }

  /**
   * Go on from a book of an equal snapshot: what holds has held since it held there. To be told before anything is evaluated.
   */
  adopt(earlier: FindingsBook): void {
    for (const [key, held] of earlier.#held) {
      this.#held.set(key, held)
      this.#waiting.set(key, undefined)
    }
  }

  /** How many subjects wait to be evaluated. */
  get waiting(): number {
    return this.#waiting.size
  }

  /**
   * Evaluate what waits, at least one piece of it.
   *
   * @param now epoch ms
   * @returns whether nothing waits any more
   */
  proceed(now: number, hasTime: HasTime = ALWAYS): boolean {
    while (this.#preparing) {
      if (this.#preparing.next().done) this.#preparing = undefined
      if (!hasTime()) return false
    }
    for (const [key, changedAt = now] of this.#waiting) {
      const isByChange = this.#waiting.get(key) !== undefined
      this.#waiting.delete(key)
      this.#evaluate(key, { now: changedAt, isByChange })
      if (!hasTime()) break
    }
    return this.#waiting.size === 0
  }

  /**
   * Move on by a change that the snapshot has taken already.
   *
   * @param now epoch ms: when the change was observed
   * @returns keys of the subjects that were evaluated, or wait to be, in no promised order
   */
  apply(applied: AppliedChange, now: number): ReadonlySet<ObjectKey> {
    const subjects = new Set(this.#view.apply(applied)).add(applied.key)
    this.#look(subjects, now)
    return subjects
  }

  /** What is known of the past of some subjects is another now. */
  historyChanged(subjects: Iterable<ObjectKey>, now: number): void {
    this.#look(subjects, now)
  }

  /** What can be read of some kind is another now: everything waits to be evaluated, and is, for as long as there is time. */
  visibilityChanged(now: number, hasTime: HasTime = ALWAYS): void {
    this.#evaluation.forgetVisibility()
    this.#view.forgetDerivations()
    this.#awaitAll()
    this.proceed(now, hasTime)
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
      for (const one of held.values()) if (isRaised(one, now)) findings.push(raisedFinding(one))
    }
    return findings.sort(bySubjectAndRule)
  }

  /** What holds at a time but not yet for as long as its rule asks: findings if it lasts. In no promised order. */
  settling(now: number): Finding[] {
    const settling: Finding[] = []
    for (const held of this.#held.values()) {
      for (const one of held.values()) if (isSettling(one, now)) settling.push(raisedFinding(one))
    }
    return settling
  }

  /** The findings of one subject at a time, by rule and part. */
  findingsOf(subject: ObjectKey, now: number): Finding[] {
    const held = [...(this.#held.get(subject)?.values() ?? [])].filter((one) => isRaised(one, now))
    return held.map(raisedFinding).sort(bySubjectAndRule)
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

  #look(subjects: Iterable<ObjectKey>, now: number): void {
    const mustWait = this.#waiting.size > 0 || this.#preparing !== undefined
    for (const key of subjects) {
      if (mustWait) this.#waiting.set(key, now)
      else this.#evaluate(key, { now, isByChange: true })
    }
  }

  #awaitAll(): void {
    for (const key of this.#held.keys()) this.#waiting.set(key, undefined)
    for (const kind of this.#evaluation.kinds) {
      for (const { metadata } of this.#snapshot.ofKind(kind)) {
        this.#waiting.set(objectKey(kind, metadata.namespace, metadata.name), undefined)
      }
    }
  }

  #evaluate(key: ObjectKey, moment: Look): void {
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
    const held = heldNow(new Map(before), conditions, moment)
    if (held.size === 0) this.#held.delete(key)
    else this.#held.set(key, held)
  }
}

/** When and why a subject is looked at. */
interface Look {
  /** Epoch ms. */
  readonly now: number
  /** Something of it changed then; otherwise what holds may have held for long. */
  readonly isByChange: boolean
}

function heldNow(before: ReadonlyMap<string, Held>, conditions: readonly Condition[], look: Look): Map<string, Held> {
  const { now } = look
  const held = new Map<string, Held>()
  for (const condition of conditions) {
    const identity = identityOf(condition)
    const known = before.get(identity)
    held.set(identity, known && !isCleared(known, now) ? stillHeld(known, condition) : newlyHeld(condition, look))
  }
  for (const [identity, known] of before) {
    if (held.has(identity) || isCleared(known, now)) continue
    const brokenAt = known.brokenAt ?? now
    if (isDue(known, brokenAt)) held.set(identity, { ...known, brokenAt })
  }
  return held
}

function stillHeld({ since, mayBeOlder }: Held, condition: Condition): Held {
  return { condition, since, ...(mayBeOlder && { mayBeOlder }) }
}

function newlyHeld(condition: Condition, { isByChange, now }: Look): Held {
  const { heldSince } = condition.hit
  const since = Math.min(heldSince ?? now, now)
  return { condition, since, ...(!isByChange && heldSince === undefined && { mayBeOlder: true }) }
}

function raisedFinding({ condition, mayBeOlder, since }: Held): Finding {
  return { ...condition.finding, since, ...(mayBeOlder && { mayBeOlder }) }
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

/** Whether it will be raised if nothing changes. */
function isSettling(held: Held, now: number): boolean {
  const { until = Number.POSITIVE_INFINITY } = held.condition.hit
  const due = dueAt(held)
  return held.brokenAt === undefined && now < due && due < until
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
