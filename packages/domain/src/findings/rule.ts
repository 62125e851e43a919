import type { WatchedKind } from '../kubernetes/resources.ts'
import type { ObjectOfKind } from '../kubernetes/watched-object.ts'
import type { Confidence, Evidence, MessageValues } from './finding.ts'
import type { HistoryNeed } from './rule-history.ts'
import type { RuleView } from './rule-view.ts'
import type { Severity } from './severity.ts'

/** The groups of rules, in the order in which they are documented (domain rules G.1 to G.8). */
export const RULE_GROUPS = [
  'ingress',
  'service',
  'endpoint-slice',
  'pod',
  'rollout',
  'gateway',
  'network-policy',
  'coverage',
] as const

export type RuleGroup = (typeof RULE_GROUPS)[number]

/** How long a rule must hold before it is a finding, unless it says otherwise, and must not hold before it is none. */
export const SETTLED_MS = 30_000

/**
 * One diagnosis: what it is about, what it must be able to read, and a pure function of the objects.
 *
 * A rule knows no clock. It says what holds of these objects; how long that must last is declared (`holdsForMs`), and where an
 * object's own times decide, the hit says from when until when it counts (`RuleHit.from`, `RuleHit.until`). So the same
 * objects always give the same hits, and the book of findings alone deals with time.
 *
 * What a rule reads is recorded while it runs (`RuleView`): a change re-evaluates exactly the subjects whose rules read
 * something of what changed. Nothing has to be declared for that, but everything must be read through the view.
 */
export interface Rule<Kind extends WatchedKind = WatchedKind> {
  /** Stable for ever: `SVC-001`. */
  readonly id: string
  readonly group: RuleGroup
  readonly severity: Severity
  /** What is wrong, in a few words, for lists and for the heading of its documentation. */
  readonly title: string
  /** The condition, in full sentences, for its documentation. */
  readonly description: string
  /** Kinds of objects it is about. */
  readonly subjects: readonly Kind[]
  /**
   * Every further kind it must be able to read. Where one of them is not granted or not read yet in the subject's namespace
   * the rule is suppressed (rule COV-001). A kind that the server does not serve is known to have no objects.
   */
  readonly inputs: readonly WatchedKind[]
  /** Kinds that only add evidence: without them it still holds. */
  readonly consults?: readonly WatchedKind[]
  /** What of the past it needs; suppressed where the history cannot tell. */
  readonly history?: readonly HistoryNeed[]
  /** How long it must hold before it is a finding. Absent: `SETTLED_MS`; it always clears after `SETTLED_MS`. */
  readonly holdsForMs?: number
  /** Sentences by variant, with `{names}` for values: `default` unless a hit says otherwise. */
  readonly messages: Readonly<Record<string, string>> & { readonly default: string }
  /** By value name: what the codes that it can be say in a sentence. A finding keeps the code among its values. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly hint: string
  /** The same objects give the same hits in the same order. */
  evaluate(subject: ObjectOfKind<Kind>, view: RuleView): Iterable<RuleHit>
}

/** A rule holds for its subject, or for one part of it. */
export interface RuleHit {
  /** Which part of the subject, where a rule can hold for several; two hits of one subject never share it. */
  readonly about?: string
  /** A sentence other than `default`. */
  readonly variant?: string
  readonly values?: MessageValues
  readonly evidence: readonly Evidence[]
  /** Absent: the rule's. */
  readonly severity?: Severity
  /** Absent: `proven`. */
  readonly confidence?: Confidence
  /** Epoch ms: it is no finding earlier, however long it holds. `creationTimestamp` + 2 min, say. */
  readonly from?: number
  /** Epoch ms: it is no finding from then on, though nothing changed. `finishedAt` + 10 min, say. */
  readonly until?: number
  /**
   * Epoch ms: the objects themselves prove that it held then already (`lastTransitionTime`), so that it needs not be waited
   * for again after a restart.
   */
  readonly heldSince?: number
  /** Absent: `kubectl get` of the subject. */
  readonly command?: string
}

/** Lets a rule's `evaluate` know the kinds of its subjects. Whoever evaluates passes it subjects of those kinds only. */
export function defineRule<const Kind extends WatchedKind>(rule: Rule<Kind>): Rule {
  return rule as unknown as Rule
}
