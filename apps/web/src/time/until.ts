import type { Instant } from './instant.ts'
import { instantText } from './instant.ts'

/** `to` of a range that ends with the instant: what was observed in its very millisecond counts. Absent for the present. */
export function untilInstant(instant: Instant | undefined): { readonly to?: string } {
  if (instant === undefined) return {}
  return { to: instantText('time' in instant ? { time: instant.time + 1 } : instant) }
}
