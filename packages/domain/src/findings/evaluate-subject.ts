import type { Snapshot } from '../history/snapshot.ts'
import { CLUSTER_SCOPE, keyOf } from '../kubernetes/object-key.ts'
import { type WatchedKind, watchedResource } from '../kubernetes/resources.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import type { Finding } from './finding.ts'
import { ignoredRules } from './ignored-rules.ts'
import { fillMessage } from './message.ts'
import type { RecordingView } from './recording-view.ts'
import type { Rule, RuleHit } from './rule.ts'
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
  readonly #view: RecordingView
  readonly #rules: ReadonlyMap<WatchedKind, readonly Rule[]>
  /** Whether a rule is suppressed, by rule id and namespace. */
  readonly #suppressed = new Map<string, boolean>()

  constructor(snapshot: Snapshot, view: RecordingView, rules: readonly Rule[]) {
    this.#snapshot = snapshot
    this.#view = view
    const kinds = [...new Set(rules.flatMap(({ subjects }) => subjects))]
    this.#rules = new Map(kinds.map((kind) => [kind, rules.filter(({ subjects }) => subjects.includes(kind))]))
  }

  /** Kinds that some rule is about. */
  get kinds(): Iterable<WatchedKind> {
    return this.#rules.keys()
  }

  /** Everything that holds for a subject, in the order of the rules; what was read is recorded under the subject's key. */
  conditionsOf(subject: WatchedObject): readonly Condition[] {
    const rules = this.#rules.get(subject.kind)
    if (rules === undefined) return []
    const ignored = ignoredRules(subject)
    return this.#view.recorded(keyOf(subject), () =>
      rules.flatMap((rule) => {
        if (ignored.has(rule.id) || this.#isSuppressed(rule, subject)) return []
        return [...rule.evaluate(subject, this.#view)].map((hit) => ({
          rule,
          hit,
          finding: findingOf(rule, hit, subject),
        }))
      }),
    ).answer
  }

  /** What can be seen of kinds is another now. */
  forgetVisibility(): void {
    this.#suppressed.clear()
  }

  #isSuppressed(rule: Rule, { metadata: { namespace } }: WatchedObject): boolean {
    const place = `${rule.id} ${namespace ?? CLUSTER_SCOPE}`
    const known = this.#suppressed.get(place)
    if (known !== undefined) return known
    const scope = { snapshot: this.#snapshot, history: this.#view.history }
    const isSuppressed = suppressionOf(rule, namespace, scope) !== undefined
    this.#suppressed.set(place, isSuppressed)
    return isSuppressed
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
export function getCommand({ kind, metadata: { name, namespace } }: WatchedObject): string {
  const resource = watchedResource(kind)?.resource ?? kind.toLowerCase()
  const where = namespace === undefined ? '' : ` -n ${namespace}`
  return `kubectl get ${resource} ${name}${where} -o yaml`
}
