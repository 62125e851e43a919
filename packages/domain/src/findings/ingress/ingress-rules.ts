import { compareText } from '../../text-order.ts'
import type { Rule } from '../rule.ts'
import { INGRESS_BACKEND_RULES } from './backend-rules.ts'
import { INGRESS_CLASS_RULES } from './class-rules.ts'
import { INGRESS_CONTROLLER_RULES } from './controller-rules.ts'
import { INGRESS_DUPLICATE_RULES } from './duplicate-rules.ts'
import { closedFrontDoor } from './front-door-rule.ts'
import { INGRESS_PATH_RULES } from './path-rules.ts'
import { INGRESS_TLS_RULES } from './tls-rules.ts'

/** Rules about Ingresses and their controllers (domain rules G.1), ascending by id. */
export const INGRESS_RULES: readonly Rule[] = [
  ...INGRESS_BACKEND_RULES,
  ...INGRESS_CLASS_RULES,
  ...INGRESS_CONTROLLER_RULES,
  ...INGRESS_DUPLICATE_RULES,
  ...INGRESS_PATH_RULES,
  ...INGRESS_TLS_RULES,
  closedFrontDoor,
].sort((a, b) => compareText(a.id, b.id))
