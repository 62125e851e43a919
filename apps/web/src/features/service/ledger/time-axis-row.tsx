'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { zoneName } from '../../../i18n/instant.ts'
import { usePreferences } from '../../../preferences/preferences-store.ts'
import { TickMarks, useTimeTicks } from '../../../time/tick-marks.tsx'
import type { TimeWindow } from '../../../time/time-window.ts'
import type { ChartGeometry } from './ledger-chart.tsx'

const TICK_SPACE = 96
const LABEL_SPACE = 64

/** Round instants, in the reader's zone, named at the left. */
export function TimeAxis({
  window,
  geometry: { namesWidth, plotWidth },
}: {
  window: TimeWindow
  geometry: ChartGeometry
}): ReactElement {
  const t = useTranslations('ledger')
  const { zone } = usePreferences()
  const ticks = useTimeTicks(window, plotWidth, TICK_SPACE)
  return (
    <div className="flex h-6 border-line border-b bg-surface text-12 text-text-3">
      <div className="flex shrink-0 items-center justify-between pr-3 pl-4" style={{ width: namesWidth }}>
        <span className="max-md:hidden">{t('endpoint')}</span>
        <span className="mono">{zoneName(zone, window.to)}</span>
      </div>
      <svg width={plotWidth} height={24} aria-hidden="true" className="overflow-visible">
        <TickMarks
          ticks={ticks}
          xOf={(at) => ((at - window.from) / (window.to - window.from)) * plotWidth}
          width={plotWidth}
          labelSpace={LABEL_SPACE}
          size={5}
          label={{ x: 4, y: 16 }}
        />
      </svg>
    </div>
  )
}
