'use client'

import type { Ledger } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useDuration } from '../../../i18n/use-duration.ts'
import { useCursorAt } from '../../../time/cursor.ts'
import type { TimeWindow } from '../../../time/time-window.ts'
import { useShownTime } from '../../../time/use-shown-time.ts'
import type { ChartGeometry } from './ledger-chart.tsx'
import type { Selection } from './use-pointing.ts'

const LABEL_SPACE = 92
const THINNEST = 1.5

interface Column {
  readonly key: string
  readonly x: number
  readonly width: number
  readonly lastingMs: number
  readonly hasRoom: boolean
}

/** What cuts through every lane: nobody ready, nobody watching, the instant shown, the cursor, the stretch being chosen. */
export function LedgerOverlay({
  ledger,
  window,
  geometry,
  selection,
}: {
  ledger: Ledger
  window: TimeWindow
  geometry: ChartGeometry
  selection: Selection | undefined
}): ReactElement {
  const t = useTranslations('ledger')
  const duration = useDuration()
  const zero = columns(ledger.zeroReady, window, geometry.plotWidth)
  const gaps = columns(ledger.gaps, window, geometry.plotWidth)
  return (
    <svg
      aria-hidden="true"
      className="pointer-events-none absolute inset-y-0 h-full"
      style={{ left: geometry.namesWidth }}
      width={geometry.plotWidth}
      height="100%"
    >
      {gaps.map(({ key, x, width, hasRoom }) => (
        <g key={key} transform={`translate(${x} 0)`}>
          <rect width={width} height="100%" className="fill-[url(#hatch-gap)]" />
          {hasRoom && <ColumnLabel text={t('notObserved')} className="fill-text-2" />}
        </g>
      ))}
      {zero.map(({ key, x, width }) => (
        <g key={key} transform={`translate(${x} 0)`}>
          <rect width={width} height="100%" className="fill-[url(#hatch-zero)]" />
          <rect width={THINNEST} height="100%" className="fill-unready" />
        </g>
      ))}
      {/* In front of all columns: the next one may begin below a label. */}
      {zero.map(
        ({ key, x, lastingMs, hasRoom }) =>
          hasRoom && (
            <g key={key} transform={`translate(${x} 0)`}>
              <ColumnLabel text={t('zeroLabel', { duration: duration(lastingMs) })} className="fill-unready" />
            </g>
          ),
      )}
      {selection && (
        <rect
          x={Math.min(selection.from, selection.to)}
          width={Math.abs(selection.to - selection.from)}
          height="100%"
          className="fill-accent stroke-accent opacity-15"
        />
      )}
      <ShownLine window={window} plotWidth={geometry.plotWidth} />
      <CursorLine window={window} plotWidth={geometry.plotWidth} />
    </svg>
  )
}

function ColumnLabel({ text, className }: { text: string; className: string }): ReactElement {
  return (
    <text x="5" y="14" strokeWidth="4" className={`stroke-page font-medium text-12 [paint-order:stroke] ${className}`}>
      {text}
    </text>
  )
}

/** Stretches of time as columns; a label only where it does not cover the one before. */
function columns(
  stretches: readonly { readonly from: string; readonly to: string | null }[],
  window: TimeWindow,
  plotWidth: number,
): Column[] {
  const scale = plotWidth / (window.to - window.from)
  let labelledTo = Number.NEGATIVE_INFINITY
  return stretches.flatMap(({ from, to }, at) => {
    const begin = Date.parse(from)
    const end = to === null ? window.to : Date.parse(to)
    if (begin >= window.to || end <= window.from) return []
    const x = Math.max(0, (begin - window.from) * scale)
    const width = Math.max(THINNEST, Math.min(plotWidth, (end - window.from) * scale) - x)
    const hasRoom = x >= labelledTo && x + LABEL_SPACE <= plotWidth
    if (hasRoom) labelledTo = x + LABEL_SPACE
    return [{ key: `${from}-${at}`, x, width, lastingMs: end - begin, hasRoom }]
  })
}

/** Where the rest of the screen stands in time; nothing while that is the present. */
function ShownLine({ window, plotWidth }: { window: TimeWindow; plotWidth: number }): ReactElement | null {
  const at = useShownTime()
  if (at === undefined || at < window.from || at > window.to) return null
  const x = ((at - window.from) / (window.to - window.from)) * plotWidth
  return <line x1={x} x2={x} y1="0" y2="100%" strokeWidth="2" className="stroke-past-text" />
}

function CursorLine({ window, plotWidth }: { window: TimeWindow; plotWidth: number }): ReactElement | null {
  const at = useCursorAt()
  if (at === undefined || at < window.from || at > window.to) return null
  const x = ((at - window.from) / (window.to - window.from)) * plotWidth
  return <line x1={x} x2={x} y1="0" y2="100%" className="stroke-accent" />
}
