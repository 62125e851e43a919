import type { ServiceRow } from '@portolan/contract'
import type { Shape, Tone } from '../ui/glyph.tsx'

/** What one wants to know of a Service at a glance; worst first. */
export const SERVICE_STATES = ['none', 'some', 'unknown', 'zero', 'all'] as const

/**
 * - `none`: there are endpoints, or there should be, and none is ready. `some`: not all are.
 * - `zero`: it has no endpoints and nothing is wrong with that (scaled to zero, ExternalName).
 * - `unknown`: what it depends on may not be read.
 */
export type ServiceState = (typeof SERVICE_STATES)[number]

/** How a Service is drawn: `zero` has no endpoint and needs none, `none` has none that is ready and should. */
export function serviceState({ health, endpoints }: Pick<ServiceRow, 'health' | 'endpoints'>): ServiceState {
  if (health === 'unknown') return 'unknown'
  if (endpoints.ready === 0) return endpoints.total === 0 && health === 'ok' ? 'zero' : 'none'
  return endpoints.unready > 0 || health !== 'ok' ? 'some' : 'all'
}

/** How each state is drawn, wherever it is drawn. Healthy is pale: saturated colour means "look here". */
export const SERVICE_LOOK: Record<ServiceState, { shape: Shape; tone: Tone }> = {
  all: { shape: 'pale-disc', tone: 'healthy' },
  some: { shape: 'half-triangle', tone: 'unready' },
  none: { shape: 'triangle', tone: 'unready' },
  zero: { shape: 'ring', tone: 'unknown' },
  unknown: { shape: 'dotted-ring', tone: 'unknown' },
}

export type StateCounts = Readonly<Record<ServiceState, number>>

/** How many Services are in each state. */
export function countStates(rows: Iterable<ServiceRow>): StateCounts {
  const counts = { all: 0, some: 0, none: 0, zero: 0, unknown: 0 }
  for (const row of rows) counts[serviceState(row)] += 1
  return counts
}
