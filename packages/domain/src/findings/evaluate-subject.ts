import type { Snapshot } from '../history/snapshot.ts'
import { CLUSTER_SCOPE, keyOf } from '../kubernetes/object-key.ts'
import { type WatchedKind, watchedResource } from '../kubernetes/resources.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import type { Finding } from './finding.ts'
import { ignoredRules } from './ignored-rules.ts'
import { fillMessage } from './message.ts'
import type { Rule, RuleHit } from './rule.ts'
import type { RuleView } from './rule-view.ts'
import { suppressionOf } from './suppression.ts'

/** A rule that holds for a subject, whatever the time. */
export interface Condition {
  readonly rule: Rule
  readonly hit: RuleHit
  /** Without `since`. */
  readonly finding: Finding
}

/** Evaluates rules subject by subject, each rule where it can be decided. */
export class SubjectEvaluation {
  readonly #snapshot: Snapshot
  readonly #view: RuleView
  readonly #rules: ReadonlyMap<WatchedKind, readonly Rule[]>
  /** The rules that are not suppressed, by kind of subject and namespace. */
  readonly #decidable = new Map<WatchedKind, Map<string, readonly Rule[]>>()

  constructor(snapshot: Snapshot, view: RuleView, rules: readonly Rule[]) {
    this.#snapshot = snapshot
    this.#view = view
    const kinds = [...new Set(rules.flatMap(({ subjects }) => subjects))]
    this.#rules = new Map(kinds.map((kind) => [kind, rules.filter(({ subjects }) => subjects.includes(kind))]))
  }

  /** Kinds that some rule is about. */
  get kinds(): Iterable<WatchedKind> {
    return this.#rules.keys()
  }

  /** Everything that holds for a subject, in the order of the rules. */
  conditionsOf(subject: WatchedObject): readonly Condition[] {
    const ignored = ignoredRules(subject)
    const conditions: Condition[] = []
    for (const rule of this.#decidableRules(subject.kind, subject.metadata.namespace)) {
      if (ignored.has(rule.id)) continue
      for (const hit of rule.evaluate(subject, this.#view)) {
        conditions.push({ rule, hit, finding: findingOf(rule, hit, subject) })
      }
    }
    return conditions
  }

  /** Whether a rule is evaluated for a subject at all: neither suppressed nor switched off. */
  isDecided(rule: Rule, subject: WatchedObject): boolean {
    const { kind, metadata } = subject
    return !ignoredRules(subject).has(rule.id) && this.#decidableRules(kind, metadata.namespace).includes(rule)
  }

  /** What can be seen of kinds is another now. */
  forgetVisibility(): void {
    this.#decidable.clear()
  }

  #decidableRules(kind: WatchedKind, namespace: string | undefined): readonly Rule[] {
    const known = this.#decidable.get(kind)?.get(namespace ?? CLUSTER_SCOPE)
    if (known) return known
    const scope = { snapshot: this.#snapshot, history: this.#view.history }
    const rules = this.#rules.get(kind)?.filter((rule) => !suppressionOf(rule, namespace, scope)) ?? []
    const places = this.#decidable.get(kind) ?? new Map<string, readonly Rule[]>()
    this.#decidable.set(kind, places.set(namespace ?? CLUSTER_SCOPE, rules))
    return rules
  }
}

function findingOf(rule: Rule, hit: RuleHit, subject: WatchedObject): Finding {
  const { about, confidence = 'proven', evidence, severity = rule.severity, values = {}, variant = 'default' } = hit
  return {
    rule: rule.id,
    severity,
    subject: keyOf(subject),
    subjectUid: subject.metadata.uid,
    ...(about !== undefined && { about }),
    evidence,
    message: { id: variant === 'default' ? rule.id : `${rule.id}.${variant}`, values },
    sentence: fillMessage(rule, variant, values),
    hint: rule.hint,
    command: hit.command ?? getCommand(subject),
    confidence,
  }
}

/** The line that shows an object whole. */
function getCommand({ kind, metadata: { name, namespace } }: WatchedObject): string {
  const resource = watchedResource(kind)?.resource ?? kind.toLowerCase()
  const where = namespace === undefined ? '' : ` -n ${namespace}`
  return `kubectl get ${resource} ${name}${where} -o yaml`
}
