'use client'

import { type ReactElement, type RefObject, useCallback } from 'react'
import type { Palette } from '../drawing/palette.ts'
import { type DrawStrip, ScrollStrip } from '../drawing/scroll-strip.tsx'
import type { CardId } from '../scene/scene.ts'
import { type Blocks, cornerOf } from './blocks.ts'

const STRIP_WIDTH = 84
const LEAST_MARK = 2

/** The whole overview, small: each namespace as a block, trouble and hits where they are. */
export function OverviewStrip({
  blocks: { blocks, height: contentHeight },
  width,
  height,
  trouble,
  hits,
  palette,
  scroller,
}: {
  blocks: Blocks
  /** Of the content. */
  width: number
  height: number
  trouble: ReadonlySet<CardId>
  hits: ReadonlySet<CardId> | undefined
  palette: Palette
  scroller: RefObject<HTMLElement | null>
}): ReactElement {
  const draw = useCallback<DrawStrip>(
    (context, scale) => {
      const across = STRIP_WIDTH / Math.max(1, width)
      for (const block of blocks) {
        context.fillStyle = palette.line
        context.fillRect(
          block.x * across,
          block.top * scale,
          Math.max(1, block.width * across - 1),
          Math.max(1, block.height * scale - 1),
        )
        block.services.forEach((id, at) => {
          const isHit = hits?.has(id)
          if (!isHit && !trouble.has(id)) return
          const { x, y } = cornerOf(block, at)
          context.fillStyle = trouble.has(id) ? palette.unready : palette.accent
          const wide = Math.max(LEAST_MARK, block.tile.width * across)
          context.fillRect(x * across, y * scale, wide, Math.max(LEAST_MARK, block.tile.height * scale))
        })
      }
    },
    [blocks, width, trouble, hits, palette],
  )
  return (
    <ScrollStrip size={{ width: STRIP_WIDTH, height }} contentHeight={contentHeight} scroller={scroller} draw={draw} />
  )
}
