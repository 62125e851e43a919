import type { Rule } from '../rule.ts'
import { nodePortRange } from './node-port-range.ts'

/** Rules about Services (domain rules G.2), ascending by id. */
export const SERVICE_RULES: readonly Rule[] = [nodePortRange]
