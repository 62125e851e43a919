'use client'

import type { ReactElement } from 'react'
import { zoneName } from '../../i18n/instant.ts'
import { usePreferences } from '../../preferences/preferences-store.ts'
import { timeTicks } from '../../time/time-axis.ts'
import type { ChurnPlot } from './churn-shapes.ts'

const TICK_SPACE = 90
const LABEL_SPACE = 60
const HEIGHT = 20

/** Round instants in the reader's zone, which is named at the left. */
export function TickRow({ plot: { from, to, width }, left }: { plot: ChurnPlot; left: number }): ReactElement {
  const { zone } = usePreferences()
  const ticks = timeTicks({ from, to }, Math.max(2, Math.floor(width / TICK_SPACE)), zone)
  return (
    <svg width={width + left} height={HEIGHT} aria-hidden="true" className="block">
      <text x={left - 6} y="14" textAnchor="end" className="mono fill-text-3">
        {zoneName(zone, to)}
      </text>
      {ticks.map(({ at, label }) => {
        const x = ((at - from) / (to - from)) * width
        return (
          <g key={at} transform={`translate(${left + x} 0)`}>
            <line y2="4" className="stroke-edge-strong" />
            {x < width - LABEL_SPACE && (
              <text x="3" y="14" className="mono fill-text-3">
                {label}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}
