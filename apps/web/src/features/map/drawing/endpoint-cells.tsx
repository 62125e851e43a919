'use client'

import type { ReactElement } from 'react'
import type { Density } from '../layout/density.ts'
import { type EndpointGroup, GROUP_LINE, shownGroups } from '../layout/grouping.ts'
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
const COUNT_WIDTH = 44
const BAR_WIDTH = 96

/** How wide names may be: a hash is short, the name of a Node is not. */
const NAME_WIDTHS = { short: 84, long: 148 } as const

interface EndpointCellsProperties {
  readonly groups: readonly EndpointGroup[]
  readonly names: keyof typeof NAME_WIDTHS
  readonly density: Density
  readonly width: number
  readonly height: number
  readonly isOpen: boolean
}

/** Endpoints of one Service, a line per group: a handful of shapes however many there are. Decorative: the card says it. */
export function EndpointCells(properties: EndpointCellsProperties): ReactElement {
  const { groups, names, density, width, height, isOpen } = properties
  const { shown, lines: shownLines } = shownGroups(groups, isOpen)
  const lines = density === 'card' ? shown : [merged(groups)]
  const nameWidth = density === 'card' && width > 200 ? Math.min(NAME_WIDTHS[names], width * 0.45) : 0
  const count = density === 'card' ? shownLines : 1
  const first = height / 2 - ((count - 1) * GROUP_LINE) / 2
  const hasCounts = count > 1
  const room = Math.floor((width - nameWidth - (hasCounts ? COUNT_WIDTH : 0)) / CELL[density].pitch)
  return (
    <svg aria-hidden="true" width={width} height={height} className="block overflow-visible">
      {lines.map((group, at) => (
        <Line
          key={group.name ?? ''}
          group={group}
          cells={cellsOf(group, room)}
          density={density}
          y={first + at * GROUP_LINE}
          x={nameWidth}
          countAt={hasCounts ? width : undefined}
        />
      ))}
    </svg>
  )
}

/** All groups as one, where there is room for one line only. */
function merged(groups: readonly EndpointGroup[]): EndpointGroup {
  const sum = (state: CellState) => groups.reduce((total, counts) => total + counts[state], 0)
  return { name: null, ready: sum('ready'), unready: sum('unready'), terminating: sum('terminating') }
}

const LETTER_WIDTH = 7.6
/** A Node that does not answer, and one that takes no new Pods. */
const TROUBLE_SIGNS = { unready: '▲ ', cordoned: '⊘ ' } as const

/** What tells names apart stands at both of their ends. */
function shortened(name: string, most: number): string {
  if (name.length <= most) return name
  const tail = Math.floor((most - 1) / 2)
  return `${name.slice(0, most - 1 - tail)}…${name.slice(-tail)}`
}

interface LineProperties {
  readonly group: EndpointGroup
  readonly cells: Cells
  readonly density: Density
  /** Where cells begin; 0: no name is written. */
  readonly x: number
  readonly y: number
  readonly countAt: number | undefined
}

function Line({
  group: { name, trouble },
  cells: { counts, bar, runs },
  density,
  x,
  y,
  countAt,
}: LineProperties): ReactElement {
  const { size, pitch } = CELL[density]
  const cellsFrom = bar ? x + BAR_WIDTH + 8 : x
  const total = counts.ready + counts.unready
  return (
    <g>
      {x > 0 && (
        <text
          x="0"
          y={y}
          dominantBaseline="central"
          className={`mono ${trouble === 'unready' ? 'fill-unready' : 'fill-text-3'}`}
        >
          {trouble === undefined ? '' : TROUBLE_SIGNS[trouble]}
          {shortened(name ?? '–', Math.floor(x / LETTER_WIDTH) - (trouble === undefined ? 1 : 3))}
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
