import { compareText } from '../../text-order.ts'
import type { Rule } from '../rule.ts'
import { POD_CONTAINER_RULES } from './container-rules.ts'
import { hostPortConflict } from './host-port-conflict.ts'
import { NODE_RULES } from './node-rules.ts'
import { POD_STATE_RULES } from './pod-state-rules.ts'
import { POD_PROBE_RULES } from './probe-rules.ts'
import { POD_TERMINATION_RULES } from './termination-rules.ts'

/** Rules about Pods and Nodes (domain rules G.4), ascending by id. */
export const POD_RULES: readonly Rule[] = [
  ...NODE_RULES,
  ...POD_CONTAINER_RULES,
  ...POD_PROBE_RULES,
  ...POD_STATE_RULES,
  ...POD_TERMINATION_RULES,
  hostPortConflict,
].sort((a, b) => compareText(a.id, b.id))
