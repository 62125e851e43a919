'use client'

import type { ReactElement } from 'react'
import { zoneName } from '../../i18n/instant.ts'
import { usePreferences } from '../../preferences/preferences-store.ts'
import { TickMarks, useTimeTicks } from '../../time/tick-marks.tsx'
import type { ChurnPlot } from './churn-shapes.ts'

const TICK_SPACE = 90
const LABEL_SPACE = 60
const HEIGHT = 20

/** Round instants in the reader's zone, which is named at the left. */
export function TickRow({ plot, left }: { plot: ChurnPlot; left: number }): ReactElement {
  const { zone } = usePreferences()
  const { from, to, width } = plot
  const ticks = useTimeTicks(plot, width, TICK_SPACE)
  return (
    <svg width={width + left} height={HEIGHT} aria-hidden="true" className="block">
      <text x={left - 6} y="14" textAnchor="end" className="mono fill-text-3">
        {zoneName(zone, to)}
      </text>
      <g transform={`translate(${left} 0)`}>
        <TickMarks
          ticks={ticks}
          xOf={(at) => ((at - from) / (to - from)) * width}
          width={width}
          labelSpace={LABEL_SPACE}
          size={4}
          label={{ x: 3, y: 14 }}
        />
      </g>
    </svg>
  )
}
