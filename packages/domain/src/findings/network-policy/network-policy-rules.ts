import { compareText } from '../../text-order.ts'
import type { Rule } from '../rule.ts'
import { POLICY_OBJECT_RULES } from './policy-object-rules.ts'
import { POLICY_WAY_RULES } from './way-rules.ts'

/** Rules about NetworkPolicies (domain rules G.7), ascending by id. */
export const NETWORK_POLICY_RULES: readonly Rule[] = [...POLICY_OBJECT_RULES, ...POLICY_WAY_RULES].sort((a, b) =>
  compareText(a.id, b.id),
)
