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
  const isAt = (stretch: Stretch) => isMarked(stretch, at, toleranceMs)
  const lasting = ({ from, to }: Stretch) => (to === null ? undefined : Date.parse(to) - Date.parse(from))
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

/** The rollout that is marked at an instant, give or take: of several the one that began last. */
export function rolloutAt(
  markers: Markers | undefined,
  at: number,
  toleranceMs: number,
): Markers['rollouts'][number] | undefined {
  return markers?.rollouts
    .filter((mark) => isMarked(mark, at, toleranceMs))
    .reduce<Markers['rollouts'][number] | undefined>(
      (last, mark) => (last === undefined || mark.from > last.from ? mark : last),
      undefined,
    )
}

interface Stretch {
  readonly from: string
  readonly to: string | null
}

function isMarked({ from, to }: Stretch, at: number, toleranceMs: number): boolean {
  return Date.parse(from) - toleranceMs <= at && (to === null || at <= Date.parse(to) + toleranceMs)
}
