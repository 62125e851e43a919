'use client'

import type { Churn } from '@portolan/contract'
import { useRouter } from 'next/navigation'
import { type ReactElement, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { formatInstant } from '../../i18n/instant.ts'
import { usePreferences } from '../../preferences/preferences-store.ts'
import { unwatched } from '../../time/blind-stretches.ts'
import { withKept } from '../../ui/kept-parameters.ts'
import { useWidth } from '../../ui/use-width.ts'
import { ChurnLegend } from './churn-legend.tsx'
import { BAR_LOOKS } from './churn-looks.ts'
import { ChurnOverlay } from './churn-overlay.tsx'
import { ChurnReadout } from './churn-readout.tsx'
import { CHURN_KINDS, type ChurnBy, type ChurnPlot, type ChurnStep, churnBars, readyPaths } from './churn-shapes.ts'
import { ChurnTable } from './churn-table.tsx'
import { type ChurnScope, changesHref } from './step-changes.ts'
import { StepLinks } from './step-links.tsx'
import { TickRow } from './tick-row.tsx'
import { useStepPointing } from './use-step-pointing.ts'

const LEFT = 46
const READY_HEIGHT = 44
const BARS_HEIGHT = 84
const SPACE = 10
const CHART_HEIGHT = READY_HEIGHT + SPACE + BARS_HEIGHT

/**
 * Ready endpoints as a step line, and below it what came, went and flipped, step by step; hatched where nobody watched. Read
 * with the pointer or with the arrow keys, and as a table.
 */
export function ChurnChart({
  churn,
  by,
  label,
  scope,
  isFixed = false,
}: {
  churn: Churn
  by: ChurnBy
  label: string
  /** Its stretch of time is not that of the link, and cannot be chosen. */
  isFixed?: boolean
  /** Of whom it is: says where more is told of the step that is looked at, and `Enter` opens the changes behind it. */
  scope?: ChurnScope
}): ReactElement {
  const t = useTranslations('churn')
  const { zone } = usePreferences()
  const router = useRouter()
  const frame = useRef<HTMLDivElement>(null)
  const width = Math.max(0, useWidth(frame) - LEFT)
  const from = Date.parse(churn.from)
  const to = Math.max(Date.parse(churn.to), from + 1)
  // By its begin: with the present other steps come, and the one that is looked at has another place among them.
  const [lookedAt, setLookedAt] = useState<string>()
  const found = churn.steps.findIndex((each) => each.at === lookedAt)
  const at = found < 0 ? undefined : found
  const step = churn.steps[found]
  const plot = useMemo<ChurnPlot>(
    () => ({ from, to, stepMs: churn.stepMs, width, height: BARS_HEIGHT }),
    [from, to, churn.stepMs, width],
  )
  const bars = useMemo(() => churnBars(churn.steps, by, plot), [churn.steps, by, plot])
  const ready = useMemo(() => readyPaths(churn.steps, { ...plot, height: READY_HEIGHT }), [churn.steps, plot])
  const gaps = useMemo(() => unwatched(churn.gaps, CHURN_KINDS), [churn.gaps])
  const { handlers, selection } = useStepPointing({
    plot,
    left: LEFT,
    count: churn.steps.length,
    at,
    onAt: (next) => setLookedAt(next === undefined ? undefined : churn.steps[next]?.at),
    onOpen: step && scope && (() => router.push(withKept(changesHref(step, churn, scope)))),
    isFixed,
  })
  const told = ({ at: begin, added, removed, flips }: ChurnStep) =>
    `${formatInstant(Date.parse(begin), 'second', zone)}: ${t('moves', { added, removed, flips })}`
  return (
    <div className="min-w-0">
      <ChurnReadout
        churn={churn}
        step={step}
        links={step && scope && <StepLinks step={step} churn={churn} scope={scope} />}
      />
      <div
        ref={frame}
        role="slider"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={churn.steps.length}
        aria-valuenow={at ?? churn.steps.length}
        aria-valuetext={step ? told(step) : t('stepNone')}
        tabIndex={0}
        {...handlers}
        className="relative touch-pan-y select-none rounded-chip outline-offset-2"
      >
        <svg width={width + LEFT} height={CHART_HEIGHT} aria-hidden="true" className="block overflow-visible">
          <AxisLabel y={10} text={ready.most} />
          <AxisLabel y={READY_HEIGHT} text={0} />
          {bars.up > 0 && <AxisLabel y={READY_HEIGHT + SPACE + 9} text={bars.up} />}
          {bars.down > 0 && <AxisLabel y={CHART_HEIGHT} text={bars.down} />}
          <g transform={`translate(${LEFT} 0)`}>
            <path d={ready.area} className="fill-tint-ready" />
            <path d={ready.line} fill="none" strokeWidth="1.5" className="stroke-ready" />
            <g transform={`translate(0 ${READY_HEIGHT + SPACE})`}>
              {bars.paths.map(({ look, path }) => (
                <path key={look} d={path} className={BAR_LOOKS[look]} />
              ))}
              <line x2={width} y1={bars.zero} y2={bars.zero} className="stroke-edge-strong" />
            </g>
            <ChurnOverlay plot={plot} gaps={gaps} step={step} selection={selection} height={CHART_HEIGHT} />
          </g>
        </svg>
        <TickRow plot={plot} left={LEFT} />
      </div>
      <div className="flex flex-wrap items-start justify-between gap-x-6 pt-1.5">
        <ChurnLegend looks={bars.paths.map(({ look }) => look)} hasGap={gaps.length > 0} />
        <ChurnTable churn={churn} label={label} />
      </div>
    </div>
  )
}

function AxisLabel({ y, text }: { y: number; text: number }): ReactElement {
  return (
    <text x={LEFT - 6} y={y} textAnchor="end" className="mono fill-text-3">
      {text}
    </text>
  )
}
