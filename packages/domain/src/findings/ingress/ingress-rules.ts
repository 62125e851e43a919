import type { Rule } from '../rule.ts'

/** Rules about Ingresses and their controllers (domain rules G.1), ascending by id. */
export const INGRESS_RULES: readonly Rule[] = []
