'use client'

import { type ReactElement, useLayoutEffect, useRef } from 'react'
import { type Drawing, drawLines } from './draw-lines.ts'
import { fitCanvas } from './fit-canvas.ts'

interface LineCanvasProperties extends Drawing {
  readonly width: number
  /** Height of the chart: the canvas never reaches below it. */
  readonly chartHeight: number
  /** Height of what is seen; the canvas covers three of it. */
  readonly viewHeight: number
  readonly scrollTop: number
}

/**
 * All lines of the chart on one canvas that lies in the scrolled content and moves with the cards. It is drawn again when
 * the scroll has passed half of what is seen.
 */
export function LineCanvas({
  width,
  chartHeight,
  viewHeight,
  scrollTop,
  ...drawing
}: LineCanvasProperties): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null)
  const half = Math.max(1, viewHeight / 2)
  const top = Math.max(0, (Math.floor(scrollTop / half) - 2) * half)
  const height = Math.max(0, Math.min(3 * viewHeight, chartHeight - top))
  const { lines, services, columns, palette, isDead, isDim, side } = drawing

  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const scale = Math.min(2, devicePixelRatio)
    fitCanvas(element, { width, height }, scale)
    element.style.transform = `translateY(${top}px)`
    context.setTransform(scale, 0, 0, scale, 0, -top * scale)
    context.clearRect(0, top, width, height)
    drawLines(context, { top, height }, { lines, services, columns, palette, isDead, isDim, side })
  }, [width, top, height, lines, services, columns, palette, isDead, isDim, side])

  return <canvas ref={canvas} className="map-lines pointer-events-none absolute top-0 left-0" />
}
