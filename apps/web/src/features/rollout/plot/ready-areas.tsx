'use client'

import { area, curveStepAfter, line } from 'd3-shape'
import { type ReactElement, useMemo } from 'react'
import type { ReadyStep } from '../model/ready-steps.ts'
import type { PlotScale } from './plot-scale.ts'

/** From the bottom: what was there, what belongs to neither, what comes; what is leaving but still served stands on top. */
const LAYERS = [
  { key: 'old', fill: 'fill-[url(#hatch-revision)] opacity-60', stroke: 'stroke-edge-strong' },
  { key: 'other', fill: 'fill-[url(#dots-revision)]', stroke: 'stroke-edge-strong' },
  { key: 'new', fill: 'fill-revision-new opacity-25', stroke: 'stroke-revision-new' },
  { key: 'draining', fill: 'fill-[url(#hatch-terminating)] opacity-30', stroke: undefined },
] as const

interface Point extends ReadyStep {
  readonly until: number
}

/** Ready endpoints by revision, stacked, as the step function they are; how many were wanted, and how many promised. */
export function ReadyAreas({
  steps,
  end,
  scale,
  ceiling,
  height,
}: {
  steps: readonly ReadyStep[]
  /** Epoch ms: until then the last step is known to hold. */
  end: number
  scale: PlotScale
  /** The count at the upper edge. */
  ceiling: number
  height: number
}): ReactElement {
  const seen = useMemo(() => inSight(steps, end, scale), [steps, end, scale])
  const y = (count: number) => height - (count / ceiling) * height
  const x = ({ until }: Point) => Math.min(scale.width, Math.max(0, scale.x(until)))
  const stepLine = (points: readonly Point[], value: (point: Point) => number) =>
    line<Point>().x(x).y(value).curve(curveStepAfter)([...points]) ?? ''
  let below: (point: Point) => number = () => 0
  return (
    <g>
      {LAYERS.map(({ key, fill, stroke }) => {
        const low = below
        const high = (point: Point) => low(point) + point[key]
        below = high
        if (!seen.some((point) => point[key] > 0)) return null
        const drawn = area<Point>()
          .x(x)
          .y0((point) => y(low(point)))
          .y1((point) => y(high(point)))
          .curve(curveStepAfter)
        return (
          <g key={key}>
            <path d={drawn(seen) ?? ''} className={fill} />
            {stroke !== undefined && (
              <path
                d={runsOf(seen, (point) => point[key] > 0)
                  .map((run) => stepLine(run, (point) => y(high(point))))
                  .join('')}
                fill="none"
                strokeWidth={key === 'new' ? 2 : 1}
                className={stroke}
              />
            )}
          </g>
        )
      })}
      <path
        d={stepLine(seen, ({ minAvailable }) => y(minAvailable))}
        fill="none"
        strokeDasharray="2 3"
        className="stroke-unready"
      />
      <path
        d={stepLine(seen, ({ desired }) => y(desired))}
        fill="none"
        strokeDasharray="6 4"
        className="stroke-text-2"
      />
    </g>
  )
}

/** The steps in sight, each at its instant; the last is said again where it ends. */
function inSight(steps: readonly ReadyStep[], end: number, scale: PlotScale): Point[] {
  const from = scale.at(0)
  const to = Math.min(end, scale.at(scale.width))
  const first = Math.max(
    0,
    steps.findLastIndex((step) => step.at <= from),
  )
  const beyond = steps.findIndex((step) => step.at > to)
  const seen = steps.slice(first, beyond === -1 ? steps.length : beyond)
  const last = seen.at(-1)
  const points = fewestOfEachPixel(seen, scale).map((step) => ({ ...step, until: step.at }))
  return last === undefined ? [] : [...points, { ...last, until: Math.max(to, last.at) }]
}

/** Where more steps follow than there are pixels, the one with the fewest ready of each: a short dip stays in sight. */
function fewestOfEachPixel(steps: readonly ReadyStep[], { x, width }: PlotScale): readonly ReadyStep[] {
  if (steps.length <= width) return steps
  const byPixel = new Map<number, ReadyStep>()
  for (const step of steps) {
    const pixel = Math.floor(x(step.at))
    const known = byPixel.get(pixel)
    if (known === undefined || step.ready < known.ready) byPixel.set(pixel, step)
  }
  return [...byPixel.values()]
}

/** Stretches in which something holds, each with the step that ends it, drawn as high as the one before. */
function runsOf(points: readonly Point[], holds: (point: Point) => boolean): Point[][] {
  const runs: Point[][] = []
  let run: Point[] = []
  for (const point of points) {
    const last = run.at(-1)
    if (holds(point)) run.push(point)
    else if (last) {
      runs.push([...run, { ...last, until: point.until }])
      run = []
    }
  }
  return run.length > 0 ? [...runs, run] : runs
}
