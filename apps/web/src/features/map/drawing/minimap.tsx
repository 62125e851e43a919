'use client'

import { type ReactElement, type RefObject, useCallback } from 'react'
import type { Chart } from '../layout/chart.ts'
import type { CardId } from '../scene/scene.ts'
import type { Palette } from './palette.ts'
import { type DrawStrip, ScrollStrip } from './scroll-strip.tsx'

const WIDTH = 14
const LEAST_BETWEEN_TICKS = 6

/** The whole chart as a strip beside the scroll bar: bands as ticks, trouble as marks. */
export function Minimap({
  chart,
  trouble,
  hits,
  palette,
  height,
  scroller,
}: {
  chart: Chart
  trouble: readonly CardId[]
  hits: readonly CardId[] | undefined
  palette: Palette
  height: number
  scroller: RefObject<HTMLElement | null>
}): ReactElement {
  const draw = useCallback<DrawStrip>(
    (context, scale) => {
      const mark = (id: CardId, x: number, width: number) => {
        const place = chart.places.get(id)
        if (place) context.fillRect(x, place.top * scale, width, Math.max(1.5, place.height * scale))
      }
      context.fillStyle = palette.edge
      // Ticks that touch each other say nothing, and hide what does.
      const ticks = chart.bands.length * LEAST_BETWEEN_TICKS < height ? chart.bands : []
      for (const { top } of ticks) context.fillRect(0, Math.round(top * scale), WIDTH, 1)
      for (const { card } of chart.services) mark(card.id, 8, 3)
      context.fillStyle = palette.accent
      for (const id of hits ?? []) mark(id, 3, 3)
      context.fillStyle = palette.unready
      for (const id of trouble) mark(id, 7, 5)
    },
    [chart, trouble, hits, palette, height],
  )
  return <ScrollStrip size={{ width: WIDTH, height }} contentHeight={chart.height} scroller={scroller} draw={draw} />
}
