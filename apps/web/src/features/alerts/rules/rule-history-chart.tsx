'use client'

import type { AlertRuleHistory } from '@portolan/contract'
import { type ReactElement, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { hrefWith } from '../../../frame/namespaces.ts'
import { TickMarks, useTimeTicks } from '../../../time/tick-marks.tsx'
import { AppLink } from '../../../ui/app-link.tsx'
import { Time } from '../../../ui/time.tsx'
import { useWidth } from '../../../ui/use-width.ts'
import { type FiredStep, stepsOf } from './use-rule-history.ts'

const HEIGHT = 96
const TICK_SPACE = 90
const LABEL_SPACE = 44

/** When a rule fired: pale how many alerts fired, dark how many of them began; the same as a table below. */
export function RuleHistoryChart({ history }: { history: AlertRuleHistory }): ReactElement {
  const t = useTranslations('alerts.rules.history')
  const place = useRef<HTMLDivElement>(null)
  const width = useWidth(place)
  const steps = useMemo(() => stepsOf(history), [history])
  const span = useMemo(() => ({ from: Date.parse(history.from), to: Date.parse(history.to) }), [history])
  const ticks = useTimeTicks(span, width, TICK_SPACE)
  const most = Math.max(1, ...steps.map(({ firing }) => firing))
  const fired = steps.filter(({ firing }) => firing > 0)
  const xOf = (at: number) => ((at - span.from) / Math.max(1, span.to - span.from)) * width
  const begun = steps.reduce((sum, { raised }) => sum + raised, 0)
  return (
    <figure>
      <div ref={place}>
        <svg
          width={width}
          height={HEIGHT + 18}
          role="img"
          aria-label={t('chart', { total: history.total, begun, steps: fired.length })}
          className="block overflow-visible"
        >
          <line x2={width} y1={HEIGHT} y2={HEIGHT} className="stroke-edge-strong" />
          <text x="0" y="10" className="mono fill-text-3 text-12">
            {most}
          </text>
          {fired.map((step) => (
            <Bar key={step.from} step={step} xOf={xOf} most={most} />
          ))}
          <g transform={`translate(0 ${HEIGHT})`} className="text-12">
            <TickMarks
              ticks={ticks}
              xOf={xOf}
              width={width}
              labelSpace={LABEL_SPACE}
              size={4}
              label={{ x: 3, y: 15 }}
            />
          </g>
        </svg>
      </div>
      <figcaption className="mt-1 flex flex-wrap gap-x-4 text-12 text-text-2">
        <Legend className="bg-warning" label={t('raised')} />
        <Legend className="border border-warning" label={t('firing')} />
        {history.isCut && <span>{t('cut')}</span>}
      </figcaption>
      {fired.length > 0 && <Table steps={fired} />}
    </figure>
  )
}

function Legend({ className, label }: { className: string; label: string }): ReactElement {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className={`size-[10px] ${className}`} />
      {label}
    </span>
  )
}

interface BarProperties {
  readonly step: FiredStep
  readonly xOf: (at: number) => number
  readonly most: number
}

function Bar({ step: { from, to, raised, firing }, xOf, most }: BarProperties): ReactElement {
  const width = Math.max(2, xOf(to) - xOf(from) - 1)
  const heightOf = (count: number) => (count / most) * (HEIGHT - 14)
  return (
    <g transform={`translate(${xOf(from)} ${HEIGHT})`}>
      <rect y={-heightOf(firing)} width={width} height={heightOf(firing)} className="fill-page stroke-warning" />
      <rect y={-heightOf(raised)} width={width} height={heightOf(raised)} className="fill-warning" />
    </g>
  )
}

function Table({ steps }: { steps: readonly FiredStep[] }): ReactElement {
  const t = useTranslations('alerts.rules.history')
  return (
    <details className="mt-1">
      <summary className="w-fit cursor-pointer py-1 text-12 text-text-2">{t('table')}</summary>
      <table className="w-full text-left">
        <thead className="text-12 text-text-3">
          <tr>
            <th scope="col" className="font-normal">
              {t('step')}
            </th>
            <th scope="col" className="text-right font-normal">
              {t('raised')}
            </th>
            <th scope="col" className="text-right font-normal">
              {t('firing')}
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.toReversed().map(({ from, to, raised, firing }) => (
            <tr key={from}>
              <td>
                <AppLink
                  href={hrefWith('/alerts/', { at: new Date(to - 1).toISOString() })}
                  className="inline-block min-h-[24px] py-0.5 hover:text-accent"
                >
                  <Time at={from} form="date-second" className="mono" />
                </AppLink>
              </td>
              <td className="mono text-right">{raised}</td>
              <td className="mono text-right">{firing}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
