import type { Rule } from '../rule.ts'

/** Rules about EndpointSlices (domain rules G.3), ascending by id. */
export const ENDPOINT_SLICE_RULES: readonly Rule[] = []
