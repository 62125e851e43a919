import type { Snapshot } from '../history/snapshot.ts'
import { watchedResource } from '../kubernetes/resources.ts'
import { compareText } from '../text-order.ts'
import { SubjectEvaluation } from './evaluate-subject.ts'
import type { Finding } from './finding.ts'
import { RecordingView } from './recording-view.ts'
import { RULES } from './registry.ts'
import type { Rule } from './rule.ts'
import type { RuleHistory } from './rule-history.ts'

export interface EvaluationOptions {
  /** Absent: all. */
  readonly rules?: readonly Rule[]
  /** Absent: nothing is known of the past. */
  readonly history?: RuleHistory
}

export interface InstantOptions extends EvaluationOptions {
  /** Only what is in these namespaces, and what is in none. Absent: all. */
  readonly namespaces?: readonly string[]
}

/**
 * Everything that the rules say of one instant, as if it had been so for long: no duration is waited for, and nothing has a
 * `since`. For findings as they were raised and cleared over time see `FindingsBook`.
 *
 * @returns ascending by subject, rule and part
 */
export function evaluateFindings(snapshot: Snapshot, options: InstantOptions = {}): Finding[] {
  const { history, namespaces, rules = RULES } = options
  const evaluation = new SubjectEvaluation(snapshot, new RecordingView(snapshot, history, { standsStill: true }), rules)
  const findings: Finding[] = []
  for (const kind of evaluation.kinds) {
    const scopes = watchedResource(kind)?.isNamespaced ? namespaces : undefined
    for (const namespace of scopes ?? [undefined]) {
      for (const subject of snapshot.ofKind(kind, namespace)) {
        for (const { finding } of evaluation.conditionsOf(subject)) findings.push(finding)
      }
    }
  }
  return findings.sort(bySubjectAndRule)
}

/** Ascending by subject, rule and part. */
export function bySubjectAndRule(a: Finding, b: Finding): number {
  return compareText(a.subject, b.subject) || compareText(a.rule, b.rule) || compareText(a.about ?? '', b.about ?? '')
}
