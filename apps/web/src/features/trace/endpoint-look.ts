import { ENDPOINT_LOOK } from '../../cluster/endpoint-state.ts'
import type { Shape, Tone } from '../../ui/glyph.tsx'

/** What people call the states of an endpoint that is dialled (rule D.5); `external` is outside of the cluster. */
const DIALLED_STATES = ['ready', 'not-ready', 'draining', 'terminating', 'published-not-ready', 'external'] as const
export type DialledState = (typeof DIALLED_STATES)[number]

export const DIALLED_LOOK: Record<DialledState, { readonly shape: Shape; readonly tone: Tone }> = {
  ready: ENDPOINT_LOOK.ready,
  'not-ready': ENDPOINT_LOOK.unready,
  draining: ENDPOINT_LOOK['terminating-serving'],
  terminating: ENDPOINT_LOOK.terminating,
  'published-not-ready': { shape: 'barred-disc', tone: 'ready' },
  external: { shape: 'dotted-ring', tone: 'unknown' },
}

/** A state this page does not know is not taken for another. */
export function dialledState(state: string): DialledState | undefined {
  return DIALLED_STATES.find((known) => known === state)
}
