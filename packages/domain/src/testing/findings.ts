import { assert } from '../assert.ts'
import { evaluateFindings } from '../findings/evaluate-findings.ts'
import type { Finding } from '../findings/finding.ts'
import { ruleById } from '../findings/registry.ts'
import type { RuleHistory } from '../findings/rule-history.ts'
import type { Snapshot } from '../history/snapshot.ts'

/** What one rule says of a snapshot. */
export function findingsOfRule(id: string, snapshot: Snapshot, history: RuleHistory = {}): Finding[] {
  const rule = ruleById(id)
  assert(rule, `there is no rule ${id}`)
  return evaluateFindings(snapshot, { rules: [rule], history })
}

/** The sentences of one rule about a snapshot, in the order of its findings. */
export function sentencesOf(id: string, snapshot: Snapshot, history: RuleHistory = {}): string[] {
  return findingsOfRule(id, snapshot, history).map(({ sentence }) => sentence)
}
