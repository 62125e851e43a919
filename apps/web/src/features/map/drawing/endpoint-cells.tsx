'use client'

import type { ServiceRow } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import type { Density } from '../layout/density.ts'
import { type CellState, type Cells, cellsOf, pathOfRun } from './cells.ts'

const FILLS: Record<CellState, string> = {
  ready: 'fill-ready',
  unready: 'fill-unready',
  terminating: 'fill-none stroke-terminating stroke-[1.5]',
}
const BAR_FILLS: Record<CellState, string> = {
  ready: 'fill-tint-ready stroke-ready',
  unready: 'fill-unready',
  terminating: 'fill-[url(#hatch-terminating)]',
}

const CELL = { card: { size: 9, pitch: 11.5 }, row: { size: 9, pitch: 11.5 }, strip: { size: 7, pitch: 9 } } as const
const LINE_HEIGHT = 16
const NAME_WIDTH = 84
const COUNT_WIDTH = 44
const MAX_LINES = { card: 3, row: 1, strip: 1 } as const
const BAR_WIDTH = 96

interface EndpointCellsProperties {
  readonly byRevision: ServiceRow['byRevision']
  readonly density: Density
  readonly width: number
  readonly height: number
}

/** Endpoints of one Service, a line per revision: a handful of shapes however many there are. Decorative: the card says it. */
export function EndpointCells({ byRevision, density, width, height }: EndpointCellsProperties): ReactElement {
  const t = useTranslations('map')
  const present = byRevision.filter(({ ready, unready, terminating }) => ready + unready + terminating > 0)
  const shown = present.length > MAX_LINES[density] ? present.slice(0, MAX_LINES[density] - 1) : present
  const hidden = present.length - shown.length
  const lines = density === 'card' ? shown : [merged(present)]
  const hasNames = density === 'card' && width > 200
  const count = density === 'card' ? lines.length + (hidden > 0 ? 1 : 0) : 1
  const first = height / 2 - ((count - 1) * LINE_HEIGHT) / 2
  const hasCounts = count > 1
  const room = Math.floor((width - (hasNames ? NAME_WIDTH : 0) - (hasCounts ? COUNT_WIDTH : 0)) / CELL[density].pitch)
  return (
    <svg aria-hidden="true" width={width} height={height} className="block overflow-visible">
      {lines.map((line, at) => (
        <Line
          key={line.revision ?? ''}
          cells={cellsOf(line, room)}
          density={density}
          y={first + at * LINE_HEIGHT}
          x={hasNames ? NAME_WIDTH : 0}
          hasName={hasNames}
          countAt={hasCounts ? width : undefined}
        />
      ))}
      {density === 'card' && hidden > 0 && (
        <text x="0" y={first + lines.length * LINE_HEIGHT} dominantBaseline="central" className="fill-text-3 text-12">
          {t('moreRevisions', { count: hidden })}
        </text>
      )}
    </svg>
  )
}

/** All revisions as one, where there is room for one line only. */
function merged(byRevision: ServiceRow['byRevision']): ServiceRow['byRevision'][number] {
  const sum = (state: CellState) => byRevision.reduce((total, counts) => total + counts[state], 0)
  return { revision: null, ready: sum('ready'), unready: sum('unready'), terminating: sum('terminating') }
}

interface LineProperties {
  readonly cells: Cells
  readonly density: Density
  readonly x: number
  readonly y: number
  readonly hasName: boolean
  readonly countAt: number | undefined
}

function Line({
  cells: { revision, counts, bar, runs },
  density,
  x,
  y,
  hasName,
  countAt,
}: LineProperties): ReactElement {
  const { size, pitch } = CELL[density]
  const cellsFrom = bar ? x + BAR_WIDTH + 8 : x
  const total = counts.ready + counts.unready
  return (
    <g>
      {hasName && (
        <text x="0" y={y} dominantBaseline="central" className="mono fill-text-3">
          {revision?.slice(0, 10) ?? '–'}
        </text>
      )}
      {bar && <Bar shares={bar} x={x} y={y} height={size} />}
      {runs.map((run) => (
        <path key={run.state} d={pathOfRun(run, { x: cellsFrom, y, size, pitch })} className={FILLS[run.state]} />
      ))}
      {countAt !== undefined && (
        <text x={countAt} y={y} textAnchor="end" dominantBaseline="central" className="mono fill-text-2">
          {counts.ready}/{total}
        </text>
      )}
    </g>
  )
}

function Bar({
  shares,
  x,
  y,
  height,
}: {
  shares: NonNullable<Cells['bar']>
  x: number
  y: number
  height: number
}): ReactElement {
  let from = x
  return (
    <g>
      {shares.map(({ state, share }) => {
        const left = from
        from += share * BAR_WIDTH
        return (
          <rect
            key={state}
            x={left}
            y={y - height / 2}
            width={share * BAR_WIDTH}
            height={height}
            className={BAR_FILLS[state]}
          />
        )
      })}
    </g>
  )
}
