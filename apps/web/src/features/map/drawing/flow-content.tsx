'use client'

import dynamic from 'next/dynamic'
import { type ReactElement, useCallback } from 'react'
import type { Found } from '../filter/find-cards.ts'
import { type Chart, within } from '../layout/chart.ts'
import type { Density } from '../layout/density.ts'
import type { Line } from '../layout/lines.ts'
import type { CardId, ServiceCard } from '../scene/scene.ts'
import type { Trace } from '../scene/trace.ts'
import type { MapData } from '../use-map-data.ts'
import { BandSection } from './band-section.tsx'
import { useFlow } from './flow-context.ts'
import { LineCanvas } from './line-canvas.tsx'
import type { Palette } from './palette.ts'
import { TraceOverlay } from './trace-overlay.tsx'
import type { Size } from './use-size.ts'

/** How far beyond the window cards exist, in px: a scroll of this much finds them there. */
const OVERSCAN: Record<Density, number> = { card: 320, row: 280, strip: 180 }

const NONE: readonly never[] = []

// Only who looks at one object alone needs it.
const FocusLevel = dynamic(() => import('../focus/focus-level.tsx').then((module) => module.FocusLevel), {
  ssr: false,
})

interface FlowContentProperties {
  readonly chart: Chart
  readonly lines: readonly Line[]
  readonly data: MapData
  readonly found: Found | undefined
  readonly trace: Trace | undefined
  readonly palette: Palette
  readonly size: Size
  readonly scrollTop: number
  readonly namespaceHref: (namespace: string) => string | undefined
  /** Drawn to its last endpoint. */
  readonly lone: ServiceCard | undefined
}

/** The layers of the chart, from the back: borders of bands, lines, cards, the path that is followed. */
export function FlowContent(properties: FlowContentProperties): ReactElement {
  const { chart, lines, data, found, trace, palette, size, scrollTop, namespaceHref, lone } = properties
  const { store, columns, density, side } = useFlow()
  const { states } = data
  const isDead = useCallback((id: CardId) => states.get(id) === 'none', [states])
  const isDim = useCallback((line: Line) => found !== undefined && !isLit(line, found.lit), [found])
  const from = scrollTop - OVERSCAN[density]
  const to = scrollTop + size.height + OVERSCAN[density]
  const bands = within(chart.bands, from, to)
  const placedLone = lone && chart.services.find(({ card }) => card.id === lone.id)
  return (
    <>
      {bands.map(({ band, top }) => (
        <div
          key={band.namespace}
          style={{ transform: `translateY(${top}px)` }}
          className="absolute top-0 left-0 h-px w-full bg-line"
        />
      ))}
      <LineCanvas
        width={size.width}
        chartHeight={chart.height}
        viewHeight={size.height}
        scrollTop={scrollTop}
        lines={lines}
        services={lone ? NONE : chart.services}
        columns={columns}
        palette={palette}
        isDead={isDead}
        isDim={isDim}
        side={side}
      />
      {bands.map((placed) => (
        <BandSection
          key={placed.band.namespace}
          placed={placed}
          chart={chart}
          from={from}
          to={to}
          namespaceHref={namespaceHref(placed.band.namespace)}
        />
      ))}
      {trace && (
        <TraceOverlay
          trace={trace}
          lines={lines}
          chart={chart}
          stubs={lone ? NONE : chart.services}
          columns={columns}
        />
      )}
      {placedLone && <FocusLevel placed={placedLone} store={store} columns={columns} window={{ from, to }} />}
    </>
  )
}

function isLit({ link }: Line, lit: ReadonlySet<CardId>): boolean {
  return lit.has(link.from) && lit.has(link.to)
}
