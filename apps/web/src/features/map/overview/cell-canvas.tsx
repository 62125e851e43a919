'use client'

import { type ReactElement, useLayoutEffect, useRef } from 'react'
import type { Palette } from '../drawing/palette.ts'
import type { CardState } from '../scene/card-state.ts'
import type { Mark } from '../scene/marks.ts'
import type { CardId } from '../scene/scene.ts'
import type { Block } from './blocks.ts'
import { drawCells } from './draw-cells.ts'

/** The cells of the blocks near the window, on one canvas above the blocks that lets the pointer through. */
export function CellCanvas({
  blocks,
  width,
  top,
  height,
  states,
  palette,
  lit,
  marks,
  isHidden,
}: {
  blocks: readonly Block[]
  width: number
  top: number
  height: number
  states: ReadonlyMap<CardId, CardState>
  palette: Palette
  lit: ReadonlySet<CardId> | undefined
  marks: ReadonlyMap<CardId, Mark> | undefined
  isHidden: (id: CardId) => boolean
}): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const scale = Math.min(2, devicePixelRatio)
    element.width = Math.round(width * scale)
    element.height = Math.round(height * scale)
    element.style.width = `${width}px`
    element.style.height = `${height}px`
    element.style.transform = `translateY(${top}px)`
    context.setTransform(scale, 0, 0, scale, 0, -top * scale)
    drawCells(context, blocks, { states, palette, lit, marks, isHidden })
  })
  return <canvas ref={canvas} className="pointer-events-none absolute top-0 left-0" />
}
