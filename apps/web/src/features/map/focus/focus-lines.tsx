import type { ReactElement } from 'react'
import type { Column } from '../layout/columns.ts'
import type { Bracket } from './focus-rows.ts'

const HEAD = 14
const LIP = 7
const BEFORE = 18
const RADIUS = 6

/** The brackets of the slices, and the lines to them from the Service. */
export function FocusLines({
  brackets,
  column: { x },
  height,
  from,
}: {
  brackets: readonly Bracket[]
  column: Column
  height: number
  from: { readonly x: number; readonly y: number } | undefined
}): ReactElement {
  return (
    <svg
      aria-hidden="true"
      width={x + LIP}
      height={height}
      className="pointer-events-none absolute top-0 left-0 overflow-visible"
    >
      {brackets.map(({ name, top, height }) => (
        <g key={name} fill="none" className="stroke-control" strokeWidth="1.5">
          <path d={`M${x + LIP} ${top + 2}H${x}V${top + height}H${x + LIP}`} />
          {from && <path d={wayTo(from, { x, y: top + HEAD })} className="stroke-edge-strong" />}
        </g>
      ))}
    </svg>
  )
}

function wayTo(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const trunk = to.x - BEFORE
  const radius = Math.min(RADIUS, Math.abs(to.y - from.y) / 2)
  if (radius < 1) return `M${from.x} ${from.y}H${to.x}`
  const down = to.y > from.y ? radius : -radius
  return `M${from.x} ${from.y}H${trunk - radius}q${radius} 0 ${radius} ${down}V${to.y - down}q0 ${down} ${radius} ${down}H${to.x}`
}
