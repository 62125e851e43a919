import type { Markers } from '@portolan/contract'
import type { TimeWindow } from '../../time/time-window.ts'

/** Heights in px, from the top: marks, joins above the middle line and leaves below it, the axis. */
export const BAR = { height: 64, marks: 10, middle: 31, up: 18, down: 13, axis: 47 } as const

const LEAST = 2

/** Paths of a histogram of all steps in sight, one per kind of column. */
export interface Histogram {
  readonly changes: string
  readonly joins: string
  readonly leaves: string
}

/**
 * Columns grow with the logarithm, so that a first reading of a whole cluster leaves the rest visible. What joins stands
 * above the middle line, what leaves hangs below it; other changes are the pale ground of both.
 */
export function histogram(markers: Markers, window: TimeWindow, width: number): Histogram {
  const { stepMs } = markers
  const start = Date.parse(markers.from)
  const scale = width / (window.to - window.from)
  const most = Math.max(8, ...markers.changes, ...markers.joins, ...markers.leaves)
  const size = (count: number) => (count === 0 ? 0 : Math.max(LEAST / BAR.up, Math.log1p(count) / Math.log1p(most)))
  const gap = stepMs * scale > 4 ? 1 : 0
  const path = (counts: readonly number[], column: (share: number) => { top: number; height: number }) =>
    counts
      .map((count, at) => {
        const x = (start + at * stepMs - window.from) * scale
        const wide = stepMs * scale
        if (count === 0 || x + wide < 0 || x > width) return ''
        const { top, height } = column(size(count))
        return `M${round(x)} ${round(top)}h${round(Math.max(1, wide - gap))}v${round(height)}h${-round(Math.max(1, wide - gap))}z`
      })
      .join('')
  return {
    changes: path(markers.changes, (share) => ({
      top: BAR.middle - share * BAR.up,
      height: share * (BAR.up + BAR.down),
    })),
    joins: path(markers.joins, (share) => ({ top: BAR.middle - share * BAR.up, height: share * BAR.up })),
    leaves: path(markers.leaves, (share) => ({ top: BAR.middle, height: share * BAR.down })),
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** A stretch of time in px of the bar; `undefined` where it is not in sight. */
export function stretchIn(
  { from, to }: { readonly from: string; readonly to: string | null },
  window: TimeWindow,
  width: number,
): { readonly x: number; readonly width: number } | undefined {
  const scale = width / (window.to - window.from)
  const begin = Date.parse(from)
  const end = to === null ? window.to : Date.parse(to)
  if (begin > window.to || end < window.from) return undefined
  const x = Math.max(0, (begin - window.from) * scale)
  return { x, width: Math.max(2, Math.min(width, (end - window.from) * scale) - x) }
}
