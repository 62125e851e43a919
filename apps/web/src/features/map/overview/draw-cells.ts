import type { Palette } from '../drawing/palette.ts'
import type { CardState } from '../scene/card-state.ts'
import type { Mark } from '../scene/marks.ts'
import type { CardId } from '../scene/scene.ts'
import { type Block, cornerOf } from './blocks.ts'
import { drawTile, type TileWords } from './draw-tiles.ts'
import { signPicture } from './sign-picture.ts'

/** Narrower tiles have no room for words. */
const LEAST_FOR_WORDS = 60

/** What is drawn of Services, and how. */
export interface Cells {
  readonly states: ReadonlyMap<CardId, CardState>
  readonly palette: Palette
  /** What stays bright under a filter; absent without one. */
  readonly lit: ReadonlySet<CardId> | undefined
  /** How cells differ, where the difference of two instants is drawn. */
  readonly marks: ReadonlyMap<CardId, Mark> | undefined
  /** What keeps its place but is not there on the side that is drawn. */
  readonly isHidden: (id: CardId) => boolean
  readonly wordsOf: (id: CardId) => TileWords
}

/**
 * Draw each Service between two heights: a sign, pale where all is well, a saturated triangle where it is not; with its name
 * where tiles have room for it; `+ − ~` where it differs.
 */
export function drawCells(
  context: CanvasRenderingContext2D,
  blocks: readonly Block[],
  { from, to, ...cells }: Cells & { readonly from: number; readonly to: number },
): void {
  for (const block of blocks) {
    const pitch = block.tile.height + block.tile.gap
    const firstRow = Math.max(0, Math.floor((from - cornerOf(block, 0).y) / pitch))
    const lastRow = Math.ceil((to - cornerOf(block, 0).y) / pitch)
    const last = Math.min(block.services.length, (lastRow + 1) * block.columns)
    for (let at = firstRow * block.columns; at < last; at++) drawAt(context, { block, at }, cells)
  }
  context.globalAlpha = 1
}

function drawAt(
  context: CanvasRenderingContext2D,
  { block, at }: { block: Block; at: number },
  { states, palette, lit, marks, isHidden, wordsOf }: Cells,
): void {
  const id = block.services[at]
  if (id === undefined || isHidden(id)) return
  const { tile } = block
  const corner = cornerOf(block, at)
  const mark = marks?.get(id)
  const state = states.get(id) ?? 'unknown'
  context.globalAlpha = lit && !lit.has(id) ? 0.25 : 1
  const hasWords = tile.width >= LEAST_FOR_WORDS
  if (hasWords) drawTile(context, { id, ...corner, tile, state, words: wordsOf(id) }, palette)
  const size = hasWords ? 12 : tile.width
  const middle = { x: corner.x + size / 2, y: corner.y + size / 2 }
  if (mark) drawMark(context, hasWords ? { ...corner, size, mark } : { ...middle, size, mark }, palette)
  else if (!hasWords)
    context.drawImage(signPicture({ size, state }, palette), corner.x - 1, corner.y - 1, size + 2, size + 2)
}

/** The sign on its colour, as on cards. Drawn as strokes: at this size a letter is a blot. */
function drawMark(
  context: CanvasRenderingContext2D,
  { x, y, size, mark }: { x: number; y: number; size: number; mark: Mark },
  palette: Palette,
): void {
  const half = size / 2
  const arm = size * 0.27
  context.beginPath()
  context.roundRect(x - half, y - half, size, size, size / 4)
  context.fillStyle = palette[mark]
  context.fill()
  context.beginPath()
  if (mark === 'changed') {
    context.moveTo(x - arm, y + arm / 3)
    context.bezierCurveTo(x - arm / 2, y - arm, x + arm / 2, y + arm, x + arm, y - arm / 3)
  } else {
    context.moveTo(x - arm, y)
    context.lineTo(x + arm, y)
  }
  if (mark === 'added') {
    context.moveTo(x, y - arm)
    context.lineTo(x, y + arm)
  }
  context.lineWidth = size / 7
  context.strokeStyle = palette.page
  context.stroke()
}
