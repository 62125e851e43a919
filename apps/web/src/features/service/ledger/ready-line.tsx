'use client'

import { area, curveStepAfter, line } from 'd3-shape'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { TimeWindow } from '../../../time/time-window.ts'
import type { ChartGeometry } from './ledger-chart.tsx'
import type { ReadyStep } from './ready-steps.ts'

const HEIGHT = 72
const TOP = 20

/** How many endpoints were ready, as a step line. */
export function ReadyLine({
  steps,
  window,
  geometry: { namesWidth, plotWidth },
}: {
  steps: readonly ReadyStep[]
  window: TimeWindow
  geometry: ChartGeometry
}): ReactElement {
  const t = useTranslations('ledger')
  const most = Math.max(1, ...steps.map(({ ready }) => ready))
  const least = Math.min(...steps.map(({ ready }) => ready))
  const paths = useMemo(() => {
    const x = ({ at }: ReadyStep) => ((at - window.from) / (window.to - window.from)) * plotWidth
    const y = ({ ready }: ReadyStep) => TOP + (1 - ready / most) * (HEIGHT - TOP - 1)
    const points = [...steps, { at: window.to, ready: steps.at(-1)?.ready ?? 0 }]
    return {
      line: line<ReadyStep>().x(x).y(y).curve(curveStepAfter)(points) ?? '',
      area: area<ReadyStep>().x(x).y1(y).y0(HEIGHT).curve(curveStepAfter)(points) ?? '',
    }
  }, [steps, window, plotWidth, most])
  return (
    <div className="flex border-line border-b" style={{ height: HEIGHT }}>
      <div className="flex shrink-0 justify-between pr-3 pl-4" style={{ width: namesWidth }}>
        <span className="self-end truncate pb-1 text-12 text-text-3">{t('readyEndpoints')}</span>
        <span
          className="mono flex flex-col items-end justify-between pt-3 text-text-3 max-md:hidden"
          aria-hidden="true"
        >
          <span>{most}</span>
          <span>0</span>
        </span>
      </div>
      <svg width={plotWidth} height={HEIGHT} role="img" aria-label={t('readySummary', { least, most })}>
        <path d={paths.area} className="fill-tint-ready" />
        <path d={paths.line} fill="none" strokeWidth="1.5" className="stroke-ready" />
      </svg>
    </div>
  )
}
