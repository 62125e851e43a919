'use client'

import { type ReactElement, useMemo } from 'react'
import { usePreferences } from '../preferences/preferences-store.ts'
import { type Tick, timeTicks } from './time-axis.ts'

/**
 * Round instants of a window, in the reader's zone; two at least.
 *
 * @param width of the axis, px
 * @param space that one of them wants, px
 */
export function useTimeTicks(
  { from, to }: { from: number; to: number },
  width: number,
  space: number,
): readonly Tick[] {
  const { zone } = usePreferences()
  const count = Math.max(2, Math.floor(width / space))
  return useMemo(() => timeTicks({ from, to }, count, zone), [from, to, count, zone])
}

interface TickMarksProperties {
  readonly ticks: readonly Tick[]
  readonly xOf: (at: number) => number
  /** Where the axis ends, px. */
  readonly width: number
  /** What a label needs before that end; one that has less is left out. */
  readonly labelSpace: number
  /** Length of a mark. */
  readonly size: number
  /** Where a label stands beside its mark. */
  readonly label: { readonly x: number; readonly y: number }
}

/** The marks of an axis and their labels, hanging from its line. SVG. */
export function TickMarks({ ticks, xOf, width, labelSpace, size, label: place }: TickMarksProperties): ReactElement {
  return (
    <g>
      {ticks.map(({ at, label }) => {
        const x = xOf(at)
        return (
          <g key={at} transform={`translate(${x} 0)`}>
            <line y2={size} className="stroke-edge-strong" />
            {x >= 0 && x < width - labelSpace && (
              <text {...place} className="mono fill-text-3">
                {label}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}
