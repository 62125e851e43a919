'use client'

import type { ReactElement } from 'react'
import type { Columns } from '../layout/columns.ts'
import type { Line } from '../layout/lines.ts'
import type { Trace } from '../scene/trace.ts'
import { endsOf, pathOf } from './line-shape.ts'

const PATH_LIMIT = 200

/** The lines of one path, above everything that has faded. */
export function TraceOverlay({
  trace,
  lines,
  columns,
  height,
}: {
  trace: Trace
  lines: readonly Line[]
  columns: Columns
  height: number
}): ReactElement {
  const shown = lines.filter(({ link }) => trace.links.has(link)).slice(0, PATH_LIMIT)
  return (
    <svg
      aria-hidden="true"
      width="100%"
      height={height}
      className="pointer-events-none absolute top-0 left-0 overflow-visible"
    >
      {shown.map((line) => {
        const ends = endsOf(line, columns)
        if (!ends) return null
        const { from, rule, to, state } = line.link
        const isBroken = state === 'missing' || state === 'refused'
        return (
          <path
            key={`${from}:${rule}:${to}`}
            d={pathOf(line, ends)}
            fill="none"
            strokeWidth="2"
            strokeDasharray={isBroken ? '5 4' : state === 'unknown' ? '1.5 3.5' : undefined}
            className={isBroken ? 'stroke-unready' : 'stroke-accent'}
          />
        )
      })}
    </svg>
  )
}
