'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import type { BlindStretch } from '../../time/blind-stretches.ts'
import { useShownTime } from '../../time/use-shown-time.ts'
import type { ChurnPlot, ChurnStep } from './churn-shapes.ts'

const LABEL_SPACE = 92

/** What cuts through the whole chart: where nobody watched, the instant shown, the step looked at, the stretch being chosen. */
export function ChurnOverlay({
  plot: { from, to, stepMs, width },
  gaps,
  step,
  selection,
  height,
}: {
  plot: ChurnPlot
  gaps: readonly BlindStretch[]
  step: ChurnStep | undefined
  /** Epoch ms. */
  selection: { readonly from: number; readonly to: number } | undefined
  height: number
}): ReactElement {
  const t = useTranslations('churn')
  const shown = useShownTime()
  const xOf = (at: number) => ((Math.min(Math.max(at, from), to) - from) / (to - from)) * width
  return (
    <>
      {gaps.map((gap) => {
        const x = xOf(Date.parse(gap.from))
        const wide = Math.max(1.5, (gap.to === null ? width : xOf(Date.parse(gap.to))) - x)
        return (
          <g key={`${gap.from} ${gap.reason}`} transform={`translate(${x} 0)`}>
            <rect width={wide} height={height} className="fill-[url(#hatch-gap)]" />
            {wide > LABEL_SPACE && (
              <text x="4" y="12" strokeWidth="4" className="fill-text-2 stroke-page text-12 [paint-order:stroke]">
                {t('notObserved')}
              </text>
            )}
          </g>
        )
      })}
      {step && (
        <rect
          x={xOf(Date.parse(step.at))}
          width={Math.max(1, xOf(Date.parse(step.at) + stepMs) - xOf(Date.parse(step.at)))}
          height={height}
          className="fill-accent stroke-accent [fill-opacity:0.12]"
        />
      )}
      {selection && (
        <rect
          x={xOf(selection.from)}
          width={xOf(selection.to) - xOf(selection.from)}
          height={height}
          className="fill-accent opacity-15"
        />
      )}
      {shown !== undefined && shown >= from && shown <= to && (
        <line x1={xOf(shown)} x2={xOf(shown)} y2={height} strokeWidth="2" className="stroke-past-text" />
      )}
    </>
  )
}
