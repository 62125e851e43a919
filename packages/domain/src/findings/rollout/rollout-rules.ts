import { compareText } from '../../text-order.ts'
import type { Rule } from '../rule.ts'
import { HITLESS_RULES } from './hitless-rules.ts'
import { PROGRESS_RULES } from './progress-rules.ts'
import { SCALING_RULES } from './scaling-rules.ts'
import { STATEFUL_RULES } from './stateful-rules.ts'

/** Rules about rollouts and scaling (domain rules G.5), ascending by id. */
export const ROLLOUT_RULES: readonly Rule[] = [
  ...HITLESS_RULES,
  ...PROGRESS_RULES,
  ...SCALING_RULES,
  ...STATEFUL_RULES,
].sort((a, b) => compareText(a.id, b.id))
