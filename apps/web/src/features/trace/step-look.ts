import type { ResolutionStep, RuleCandidate } from '@portolan/contract'
import type { Shape, Tone } from '../../ui/glyph.tsx'

interface Look {
  readonly shape: Shape
  readonly tone: Tone
}

/** How a station of the way is drawn. What is in order is pale. */
export const STEP_LOOK: Record<ResolutionStep['state'], Look> = {
  ok: { shape: 'pale-disc', tone: 'healthy' },
  fail: { shape: 'triangle', tone: 'unready' },
  unknown: { shape: 'dotted-ring', tone: 'unknown' },
  ambiguous: { shape: 'half-triangle', tone: 'warning' },
}

/** How a rule that was considered is drawn. */
export const VERDICT_LOOK: Record<RuleCandidate['verdict'], Look> = {
  won: { shape: 'disc', tone: 'info' },
  lost: { shape: 'ring', tone: 'unknown' },
  'not-matched': { shape: 'open-square', tone: 'unknown' },
  ignored: { shape: 'open-triangle', tone: 'warning' },
  undecided: { shape: 'dotted-ring', tone: 'unknown' },
}
