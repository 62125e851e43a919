'use client'

import type { ReactElement } from 'react'
import type { Chart, Placed } from '../layout/chart.ts'
import type { Columns } from '../layout/columns.ts'
import type { Line } from '../layout/lines.ts'
import { originalId, type ServiceCard } from '../scene/scene.ts'
import type { Trace } from '../scene/trace.ts'
import { endsOf, wholePathOf } from './line-shape.ts'

const PATH_LIMIT = 200

/** The lines of one path, down to the endpoints, above everything that has faded. */
export function TraceOverlay({
  trace,
  lines,
  chart,
  stubs,
  columns,
}: {
  trace: Trace
  lines: readonly Line[]
  chart: Chart
  /** Services that are joined to their endpoints. */
  stubs: readonly Placed<ServiceCard>[]
  columns: Columns
}): ReactElement {
  const shown = lines.filter(({ link }) => trace.links.has(link)).slice(0, PATH_LIMIT)
  const shownStubs = stubs
    .filter(({ card }) => trace.cards.has(originalId(card)) && card.endpoints.total > 0)
    .slice(0, PATH_LIMIT)
  return (
    <svg
      aria-hidden="true"
      width="100%"
      height={chart.height}
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
            d={wholePathOf(line, ends)}
            fill="none"
            strokeWidth="2"
            strokeDasharray={isBroken ? '5 4' : state === 'unknown' ? '1.5 3.5' : undefined}
            className={isBroken ? 'stroke-unready' : 'stroke-accent'}
          />
        )
      })}
      {shownStubs.map(({ card, top, height }) => (
        <path
          key={card.id}
          d={`M${columns.services.x + columns.services.width} ${top + height / 2}H${columns.endpoints.x - 6}`}
          strokeWidth="2"
          className="stroke-accent"
        />
      ))}
    </svg>
  )
}
