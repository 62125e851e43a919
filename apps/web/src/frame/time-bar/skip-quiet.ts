import type { Markers } from '@portolan/contract'

/**
 * Where time goes on from `at`, if stretches in which nothing was recorded are left out: the beginning of the next step with
 * a change, the end of the window where there is none. `at` itself within a step with a change, while nothing is known, and
 * outside of what is.
 */
export function skipQuiet(
  at: number,
  markers: Pick<Markers, 'from' | 'to' | 'stepMs' | 'changes'> | undefined,
): number {
  if (markers === undefined) return at
  const { stepMs, changes } = markers
  const from = Date.parse(markers.from)
  const to = Date.parse(markers.to)
  if (at < from || at >= to) return at
  const step = Math.floor((at - from) / stepMs)
  const loud = changes.findIndex((count, index) => index >= step && count > 0)
  if (loud < 0) return to
  return Math.max(at, from + loud * stepMs)
}
