import type { LedgerInterval } from '@portolan/contract'
import type { Shape, Tone } from '../ui/glyph.tsx'

export type EndpointState = LedgerInterval['state']

/** Every state in the order of an endpoint's life. */
export const ENDPOINT_STATES: readonly EndpointState[] = ['unready', 'ready', 'terminating-serving', 'terminating']

/** How each state is drawn: sign, colour, and the fill of a lane. `starting` is an unready endpoint that never was ready. */
export const ENDPOINT_LOOK: Record<EndpointState | 'starting', { shape: Shape; tone: Tone; lane: string }> = {
  starting: { shape: 'open-square', tone: 'unknown', lane: 'fill-page stroke-unknown [stroke-dasharray:3_2]' },
  ready: { shape: 'pale-disc', tone: 'healthy', lane: 'fill-healthy-fill stroke-healthy-border' },
  unready: { shape: 'square', tone: 'unready', lane: 'fill-unready' },
  'terminating-serving': { shape: 'half-disc', tone: 'terminating', lane: 'fill-[url(#hatch-terminating)]' },
  terminating: { shape: 'ring', tone: 'terminating', lane: 'fill-tint-terminating stroke-terminating' },
}
