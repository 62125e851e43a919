import type { Churn } from '@portolan/contract'
import { CAUSE_GROUPS, type CauseGroup, causesByGroup } from './cause-groups.ts'

/** Kinds without which nobody knows of endpoints. */
export const CHURN_KINDS: readonly string[] = ['EndpointSlice', 'Service']

export type ChurnStep = Churn['steps'][number]
export type BarLook = 'added' | 'removed' | 'flips' | CauseGroup

/** By what happened (joins and flips up, leaves down), or by why it did. */
export type ChurnBy = 'kind' | 'cause'

/** Where a chart of steps stands, in pixels and epoch ms. */
export interface ChurnPlot {
  readonly from: number
  readonly to: number
  readonly stepMs: number
  readonly width: number
  readonly height: number
}

/** A look and what is drawn of it, as one path. */
export interface ChurnBars {
  readonly paths: readonly { readonly look: BarLook; readonly path: string }[]
  /** Where bars stand on. */
  readonly zero: number
  /** The most in one step, upwards and downwards. */
  readonly up: number
  readonly down: number
}

interface Part {
  readonly look: BarLook
  readonly count: number
}

/** The rectangles of a bar chart of churn, one path for each look. */
export function churnBars(steps: readonly ChurnStep[], by: ChurnBy, plot: ChurnPlot): ChurnBars {
  const bars = steps.map((step) => ({ step, ...partsOf(step, by) }))
  const up = Math.max(0, ...bars.map(({ upper }) => sum(upper)))
  const down = Math.max(0, ...bars.map(({ lower }) => sum(lower)))
  const unit = plot.height / Math.max(1, up + down)
  const zero = up + down === 0 ? plot.height : up * unit
  const paths = new Map<BarLook, string>()
  const draw = (parts: readonly Part[], step: ChurnStep, direction: 1 | -1) => {
    const { x, width } = columnOf(step, plot)
    let y = zero
    for (const { look, count } of parts) {
      const height = count * unit
      const top = direction === -1 ? y - height : y
      if (count > 0)
        paths.set(
          look,
          `${paths.get(look) ?? ''}M${round(x)} ${round(top)}h${round(width)}v${round(height)}h${-round(width)}z`,
        )
      y += direction * height
    }
  }
  for (const { step, upper, lower } of bars) {
    draw(upper, step, -1)
    draw(lower, step, 1)
  }
  return { paths: [...paths].map(([look, path]) => ({ look, path })), zero, up, down }
}

function partsOf(step: ChurnStep, by: ChurnBy): { readonly upper: readonly Part[]; readonly lower: readonly Part[] } {
  if (by === 'kind') {
    const { added, flips, removed } = step
    return {
      upper: [
        { look: 'added', count: added },
        { look: 'flips', count: flips },
      ],
      lower: [{ look: 'removed', count: removed }],
    }
  }
  const groups = causesByGroup(step.causes)
  const known = CAUSE_GROUPS.map((look) => ({ look, count: groups[look] ?? 0 }))
  // What was not looked at for its cause is not known for one.
  const untold = Math.max(0, churnOf(step) - sum(known))
  return {
    upper: known.map(({ look, count }) => ({ look, count: look === 'unknown' ? count + untold : count })),
    lower: [],
  }
}

/** Between two bars there is a gap where there is room for one. */
function columnOf({ at }: ChurnStep, { from, to, stepMs, width }: ChurnPlot): { x: number; width: number } {
  const scale = width / (to - from)
  const begin = Date.parse(at)
  const end = Math.min(begin + stepMs, to)
  const wide = (end - begin) * scale
  return { x: (begin - from) * scale, width: Math.max(1, wide > 4 ? wide - 1 : wide) }
}

/** Joins, leaves and flips (rule H.2). */
export function churnOf({ added, removed, flips }: Pick<ChurnStep, 'added' | 'removed' | 'flips'>): number {
  return added + removed + flips
}

/** The steps in which most happened, most first. */
export function largestSteps(steps: readonly ChurnStep[], count: number): readonly ChurnStep[] {
  return steps
    .filter((step) => churnOf(step) > 0)
    .sort((a, b) => churnOf(b) - churnOf(a) || (a.at < b.at ? -1 : 1))
    .slice(0, count)
}

/** Ready endpoints at the end of each step as a line and the area below it; a step of which nobody knows interrupts both. */
export function readyPaths(
  steps: readonly ChurnStep[],
  plot: ChurnPlot,
): { readonly line: string; readonly area: string; readonly most: number } {
  const most = Math.max(1, ...steps.map(({ ready }) => ready ?? 0))
  const y = (ready: number) => round((1 - ready / most) * (plot.height - 2) + 1)
  const scale = plot.width / (plot.to - plot.from)
  let line = ''
  let area = ''
  let isDrawing = false
  for (const { at, ready } of steps) {
    const begin = round((Date.parse(at) - plot.from) * scale)
    const end = round((Math.min(Date.parse(at) + plot.stepMs, plot.to) - plot.from) * scale)
    if (ready !== null) {
      line += `${isDrawing ? 'V' : `M${begin} `}${y(ready)}H${end}`
      area += `M${begin} ${plot.height}V${y(ready)}H${end}V${plot.height}z`
    }
    isDrawing = ready !== null
  }
  return { line, area, most }
}

function sum(parts: readonly Part[]): number {
  return parts.reduce((total, { count }) => total + count, 0)
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100
}
