import type { Finding } from '@portolan/contract'
import type { Shape, Tone } from '../ui/glyph.tsx'

export type Severity = Finding['severity']

/** Worst first. */
export const SEVERITIES = ['critical', 'error', 'warning', 'info'] as const satisfies readonly Severity[]

export const SEVERITY_LOOK: Record<Severity, { readonly shape: Shape; readonly tone: Tone }> = {
  critical: { shape: 'triangle', tone: 'critical' },
  error: { shape: 'open-triangle', tone: 'critical' },
  warning: { shape: 'half-triangle', tone: 'warning' },
  info: { shape: 'info', tone: 'info' },
}
