import type { Markers } from '@portolan/contract'

/** Something marked on the bar, as words need it. */
export interface MarkedMoment {
  readonly what: 'zeroReady' | 'gap' | 'rollout' | 'alert'
  readonly name: string
  /** Absent while it lasts. */
  readonly lastingMs: number | undefined
}

/** What is marked at an instant, give or take, worst first; gaps of several kinds as one. */
export function marksAt(markers: Markers | undefined, at: number, toleranceMs: number): MarkedMoment[] {
  if (!markers) return []
  const isAt = ({ from, to }: { from: string; to: string | null }) =>
    Date.parse(from) - toleranceMs <= at && (to === null || at <= Date.parse(to) + toleranceMs)
  const lasting = ({ from, to }: { from: string; to: string | null }) =>
    to === null ? undefined : Date.parse(to) - Date.parse(from)
  const gaps = markers.gaps.filter(isAt)
  const [gap] = gaps
  return [
    ...markers.zeroReady.filter(isAt).map((mark) => ({
      what: 'zeroReady' as const,
      name: `${mark.namespace}/${mark.name}`,
      lastingMs: lasting(mark),
    })),
    ...markers.alerts
      .filter(isAt)
      .map((mark) => ({ what: 'alert' as const, name: mark.title, lastingMs: lasting(mark) })),
    ...(gap
      ? [{ what: 'gap' as const, name: [...new Set(gaps.map(({ kind }) => kind))].join(', '), lastingMs: lasting(gap) }]
      : []),
    ...markers.rollouts
      .filter(isAt)
      .map((mark) => ({ what: 'rollout' as const, name: mark.workload, lastingMs: lasting(mark) })),
  ]
}
