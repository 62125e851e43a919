'use client'

import type { ReactElement } from 'react'
import { formatInstant } from '../../i18n/instant.ts'
import { usePreferences } from '../../preferences/preferences-store.ts'
import { BAR } from './bar-shape.ts'

/** What the pointer is at: the time, and what is marked there. */
export function Pointed({
  at,
  x,
  width,
  marks,
}: {
  at: number
  x: number
  width: number
  marks: string
}): ReactElement {
  const { zone } = usePreferences()
  const isLeft = x > width / 2
  return (
    <g className="pointer-events-none">
      <line x1={x} x2={x} y2={BAR.axis} className="stroke-text-3" strokeDasharray="2 2" />
      <text
        x={x + (isLeft ? -5 : 5)}
        y="11"
        textAnchor={isLeft ? 'end' : 'start'}
        strokeWidth="4"
        className="mono fill-text-1 stroke-page [paint-order:stroke]"
      >
        {formatInstant(at, 'second', zone)}
        {marks && <tspan className="fill-text-2"> {marks}</tspan>}
      </text>
    </g>
  )
}

/** Where the screen stands in time; a ring while another picture is in the making; at the edge where it is out of sight. */
export function Handle({
  x,
  width,
  isLive,
  isWaiting,
}: {
  x: number
  width: number
  isLive: boolean
  isWaiting: boolean
}): ReactElement | null {
  if (x < -1 || x > width + 60) {
    const edge = x < 0 ? 6 : width - 6
    return <path d={`M${edge} 22l${x < 0 ? 8 : -8} -6v12z`} className="fill-past-text" />
  }
  const at = Math.min(Math.max(1, x), width - 1)
  return (
    <g className={isLive ? 'text-ready' : 'text-past-text'}>
      <line x1={at} x2={at} y2={BAR.axis} stroke="currentColor" strokeWidth="2" />
      <circle
        cx={Math.min(Math.max(6, at), width - 6)}
        cy={BAR.middle}
        r="5"
        fill={isWaiting && !isLive ? 'var(--page)' : 'currentColor'}
        stroke={isWaiting && !isLive ? 'currentColor' : 'var(--page)'}
        strokeWidth="2"
      />
    </g>
  )
}

/** The instant compared with. The field of the comparison moves it without a pointer. */
export function HandleA({ x }: { x: number }): ReactElement {
  return (
    <g className="cursor-ew-resize">
      <line x1={x} x2={x} y2={BAR.axis} strokeWidth="2" strokeDasharray="4 3" className="stroke-accent" />
      <rect x={x - 7} y={BAR.middle - 8} width="14" height="16" rx="4" className="fill-accent" />
      <text x={x} y={BAR.middle + 4} textAnchor="middle" className="fill-on-accent font-bold text-12">
        A
      </text>
    </g>
  )
}
