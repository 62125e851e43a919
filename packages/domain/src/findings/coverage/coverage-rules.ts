import type { Rule } from '../rule.ts'
import { RECORDING_RULES } from './recording-rules.ts'
import { suppressedRulesRule } from './suppressed-rules.ts'

/**
 * Rules about what the others can know (domain rules G.8), ascending by id.
 *
 * @param others all other rules
 */
export function coverageRules(others: readonly Rule[]): readonly Rule[] {
  return [suppressedRulesRule([...others, ...RECORDING_RULES]), ...RECORDING_RULES]
}
