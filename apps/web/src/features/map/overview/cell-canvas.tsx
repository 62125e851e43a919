'use client'

import { type ReactElement, useEffect, useLayoutEffect, useRef } from 'react'
import { fitCanvas } from '../drawing/fit-canvas.ts'
import type { Block } from './blocks.ts'
import { type Cells, drawCells } from './draw-cells.ts'

interface CellCanvasProperties extends Cells {
  readonly blocks: readonly Block[]
  readonly width: number
  readonly top: number
  readonly height: number
}

/** The Services of the blocks near the window, on one canvas above the blocks that lets the pointer through. */
export function CellCanvas({ blocks, width, top, height, ...cells }: CellCanvasProperties): ReactElement {
  const { states, palette, lit, marks, isHidden, wordsOf } = cells
  const canvas = useRef<HTMLCanvasElement>(null)
  const draw = useRef<() => void>(undefined)
  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const scale = Math.min(2, devicePixelRatio)
    fitCanvas(element, { width, height }, scale)
    element.style.transform = `translateY(${top}px)`
    context.setTransform(scale, 0, 0, scale, 0, -top * scale)
    draw.current = () => {
      context.clearRect(0, top, width, height)
      const cells = { states, palette, lit, marks, isHidden, wordsOf }
      drawCells(context, blocks, { ...cells, from: top, to: top + height })
    }
    draw.current()
  }, [blocks, width, top, height, states, palette, lit, marks, isHidden, wordsOf])
  // What was written before a font arrived is written again with it.
  useEffect(() => {
    void document.fonts.ready.then(() => draw.current?.())
  }, [])
  return <canvas ref={canvas} className="map-tiles pointer-events-none absolute top-0 left-0" />
}
