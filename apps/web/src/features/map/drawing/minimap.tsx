'use client'

import { type ReactElement, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { Chart } from '../layout/chart.ts'
import type { CardId } from '../scene/scene.ts'
import type { Palette } from './palette.ts'

export const MINIMAP_WIDTH = 14
const LEAST_BETWEEN_TICKS = 6

/** The whole chart as a strip beside the scroll bar: bands as ticks, trouble as marks, what is seen as a frame. */
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
  const canvas = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const scale = height / Math.max(height, chart.height)

  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const ratio = Math.min(2, devicePixelRatio)
    element.width = MINIMAP_WIDTH * ratio
    element.height = height * ratio
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    const mark = (id: CardId, x: number, width: number) => {
      const place = chart.places.get(id)
      if (place) context.fillRect(x, place.top * scale, width, Math.max(1.5, place.height * scale))
    }
    context.fillStyle = palette.edge
    // Ticks that touch each other say nothing, and hide what does.
    const ticks = chart.bands.length * LEAST_BETWEEN_TICKS < height ? chart.bands : []
    for (const { top } of ticks) context.fillRect(0, Math.round(top * scale), MINIMAP_WIDTH, 1)
    for (const { card } of chart.services) mark(card.id, 8, 3)
    context.fillStyle = palette.accent
    for (const id of hits ?? []) mark(id, 3, 3)
    context.fillStyle = palette.unready
    for (const id of trouble) mark(id, 7, 5)
  }, [chart, trouble, hits, palette, height, scale])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const follow = () => {
      if (frame.current) frame.current.style.transform = `translateY(${element.scrollTop * scale}px)`
    }
    follow()
    element.addEventListener('scroll', follow, { passive: true })
    return () => element.removeEventListener('scroll', follow)
  }, [scroller, scale])

  const scrollTo = (clientY: number) => {
    const strip = canvas.current?.getBoundingClientRect()
    const element = scroller.current
    if (strip && element) element.scrollTop = (clientY - strip.top) / scale - element.clientHeight / 2
  }
  return (
    <div
      aria-hidden="true"
      style={{ width: MINIMAP_WIDTH, height }}
      onPointerDown={(pointer) => {
        pointer.currentTarget.setPointerCapture(pointer.pointerId)
        scrollTo(pointer.clientY)
      }}
      onPointerMove={(pointer) => {
        if (pointer.currentTarget.hasPointerCapture(pointer.pointerId)) scrollTo(pointer.clientY)
      }}
      className="relative shrink-0 touch-none border-line border-l max-sm:hidden"
    >
      <canvas ref={canvas} style={{ width: MINIMAP_WIDTH, height }} className="block" />
      <div
        ref={frame}
        style={{ height: height * scale }}
        className="pointer-events-none absolute top-0 left-0 w-full border border-control bg-text-1/5"
      />
    </div>
  )
}
