import { compareText } from '../../text-order.ts'
import type { Rule } from '../rule.ts'
import { SLICE_RULES } from './slice-rules.ts'
import { SERVICE_SLICES_RULES } from './slices-of-service-rules.ts'

/** Rules about EndpointSlices (domain rules G.3), ascending by id. */
export const ENDPOINT_SLICE_RULES: readonly Rule[] = [...SERVICE_SLICES_RULES, ...SLICE_RULES].sort((a, b) =>
  compareText(a.id, b.id),
)
