import { coverageRules } from './coverage/coverage-rules.ts'
import { ENDPOINT_SLICE_RULES } from './endpoint-slice/endpoint-slice-rules.ts'
import { GATEWAY_RULES } from './gateway/gateway-rules.ts'
import { INGRESS_RULES } from './ingress/ingress-rules.ts'
import { NETWORK_POLICY_RULES } from './network-policy/network-policy-rules.ts'
import { POD_RULES } from './pod/pod-rules.ts'
import { ROLLOUT_RULES } from './rollout/rollout-rules.ts'
import type { Rule } from './rule.ts'
import { SERVICE_RULES } from './service/service-rules.ts'

/** Every rule about the cluster. One line per group. */
const CLUSTER_RULES: readonly Rule[] = [
  ...INGRESS_RULES,
  ...SERVICE_RULES,
  ...ENDPOINT_SLICE_RULES,
  ...POD_RULES,
  ...ROLLOUT_RULES,
  ...GATEWAY_RULES,
  ...NETWORK_POLICY_RULES,
]

/** Every rule, by group, then by id. */
export const RULES: readonly Rule[] = [...CLUSTER_RULES, ...coverageRules(CLUSTER_RULES)]

const byId = new Map(RULES.map((rule) => [rule.id, rule]))

/** `undefined` for an id that no rule has. */
export function ruleById(id: string): Rule | undefined {
  return byId.get(id)
}
