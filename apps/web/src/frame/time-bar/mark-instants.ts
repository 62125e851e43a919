import type { Markers } from '@portolan/contract'

/** Epoch ms at which something marked begins or ends, in order, each once. */
export function markInstants(markers: Markers | undefined): number[] {
  if (!markers) return []
  const stretches = [...markers.zeroReady, ...markers.gaps, ...markers.rollouts, ...markers.alerts]
  const instants = stretches.flatMap(({ from, to }) => [Date.parse(from), ...(to === null ? [] : [Date.parse(to)])])
  return [...new Set(instants)].sort((a, b) => a - b)
}
