import { compareText } from '../../text-order.ts'
import type { Rule } from '../rule.ts'
import { GATEWAY_ATTACHMENT_RULES } from './attachment-rules.ts'
import { GATEWAY_BACKEND_RULES } from './backend-rules.ts'
import { GATEWAY_OBJECT_RULES } from './gateway-object-rules.ts'
import { GATEWAY_STATUS_RULES } from './status-rules.ts'

/** Rules about the Gateway API (domain rules G.6), ascending by id. */
export const GATEWAY_RULES: readonly Rule[] = [
  ...GATEWAY_ATTACHMENT_RULES,
  ...GATEWAY_BACKEND_RULES,
  ...GATEWAY_OBJECT_RULES,
  ...GATEWAY_STATUS_RULES,
].sort((a, b) => compareText(a.id, b.id))
