import type { Palette } from '../drawing/palette.ts'
import type { CardState } from '../scene/card-state.ts'
import type { Mark } from '../scene/marks.ts'
import type { CardId } from '../scene/scene.ts'
import { type Block, CELL, cellAt } from './blocks.ts'

interface Cells {
  readonly states: ReadonlyMap<CardId, CardState>
  readonly palette: Palette
  /** What stays bright under a filter; absent without one. */
  readonly lit: ReadonlySet<CardId> | undefined
  /** How cells differ, where the difference of two instants is drawn. */
  readonly marks: ReadonlyMap<CardId, Mark> | undefined
  /** What keeps its place but is not there on the side that is drawn. */
  readonly isHidden: (id: CardId) => boolean
}

/** Draw one sign per Service: pale where all is well, a saturated triangle where it is not; `+ − ~` where it differs. */
export function drawCells(
  context: CanvasRenderingContext2D,
  blocks: readonly Block[],
  { states, palette, lit, marks, isHidden }: Cells,
): void {
  for (const block of blocks) {
    block.services.forEach((id, at) => {
      if (isHidden(id)) return
      const { x, y } = cellAt(block, at)
      const mark = marks?.get(id)
      context.globalAlpha = lit && !lit.has(id) ? 0.25 : 1
      if (mark) drawMark(context, { x, y, mark }, palette)
      else drawCell(context, { x, y, state: states.get(id) ?? 'unknown' }, palette)
    })
  }
  context.globalAlpha = 1
}

/** The sign on its colour, as on cards. Drawn as strokes: at this size a letter is a blot. */
function drawMark(
  context: CanvasRenderingContext2D,
  { x, y, mark }: { x: number; y: number; mark: Mark },
  palette: Palette,
): void {
  const half = CELL / 2
  const arm = 3.25
  context.beginPath()
  context.roundRect(x - half, y - half, CELL, CELL, 3)
  context.fillStyle = palette[mark]
  context.fill()
  context.beginPath()
  if (mark === 'changed') {
    context.moveTo(x - arm, y + 1)
    context.bezierCurveTo(x - arm / 2, y - 3.5, x + arm / 2, y + 3.5, x + arm, y - 1)
  } else {
    context.moveTo(x - arm, y)
    context.lineTo(x + arm, y)
  }
  if (mark === 'added') {
    context.moveTo(x, y - arm)
    context.lineTo(x, y + arm)
  }
  context.lineWidth = 1.75
  context.strokeStyle = palette.page
  context.stroke()
}

function drawCell(
  context: CanvasRenderingContext2D,
  { x, y, state }: { x: number; y: number; state: CardState },
  palette: Palette,
): void {
  const half = CELL / 2 - 0.5
  context.lineWidth = 1
  context.beginPath()
  switch (state) {
    case 'all':
      context.roundRect(x - half + 0.5, y - half + 0.5, 2 * half - 1, 2 * half - 1, 2.5)
      context.fillStyle = palette.tintReady
      context.strokeStyle = palette.healthyBorder
      context.fill()
      context.stroke()
      break
    case 'none':
      triangle(context, { x, y, half })
      context.fillStyle = palette.unready
      context.fill()
      break
    case 'some':
      triangle(context, { x, y, half: half - 0.75 })
      context.lineWidth = 1.5
      context.strokeStyle = palette.unready
      context.stroke()
      context.beginPath()
      context.moveTo(x, y - half)
      context.lineTo(x, y + half - 1)
      context.lineTo(x - half, y + half - 1)
      context.fillStyle = palette.unready
      context.fill()
      break
    case 'missing':
      triangle(context, { x, y, half: half - 0.75 })
      context.setLineDash([2, 2])
      context.strokeStyle = palette.unready
      context.stroke()
      context.setLineDash([])
      break
    default:
      context.arc(x, y, half - 1, 0, 2 * Math.PI)
      if (state === 'unknown') context.setLineDash([1.6, 1.8])
      context.strokeStyle = palette.unknown
      context.stroke()
      context.setLineDash([])
  }
}

function triangle(context: CanvasRenderingContext2D, { x, y, half }: { x: number; y: number; half: number }): void {
  context.moveTo(x, y - half)
  context.lineTo(x + half, y + half)
  context.lineTo(x - half, y + half)
  context.closePath()
}
