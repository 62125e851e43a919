import { compareText } from '../../text-order.ts'
import type { Rule } from '../rule.ts'
import { SERVICE_ENDPOINT_RULES } from './endpoint-rules.ts'
import { SERVICE_EXPOSURE_RULES } from './exposure-rules.ts'
import { nodePortRange } from './node-port-range.ts'
import { SERVICE_PORT_RULES } from './port-rules.ts'
import { SERVICE_SELECTOR_RULES } from './selector-rules.ts'
import { SERVICE_TRAFFIC_RULES } from './traffic-rules.ts'

/** Rules about Services (domain rules G.2), ascending by id. */
export const SERVICE_RULES: readonly Rule[] = [
  ...SERVICE_ENDPOINT_RULES,
  ...SERVICE_EXPOSURE_RULES,
  ...SERVICE_PORT_RULES,
  ...SERVICE_SELECTOR_RULES,
  ...SERVICE_TRAFFIC_RULES,
  nodePortRange,
].sort((a, b) => compareText(a.id, b.id))
