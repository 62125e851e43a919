import { cutName } from '../drawing/cut-name.ts'
import type { Palette } from '../drawing/palette.ts'
import { type CardState, isTrouble, type LiveCounts } from '../scene/card-state.ts'
import type { CardId } from '../scene/scene.ts'
import { drawSign } from './draw-sign.ts'
import type { Tile } from './tiles.ts'

/** What a tile says in words. */
export interface TileWords {
  readonly name: string
  /** `4 / 5`; absent where nothing is counted. */
  readonly ratio: string | undefined
  /** What is wrong; where nothing is, how it is reached. */
  readonly second: string
  readonly endpoints: LiveCounts['endpoints']
}

interface DrawnTile {
  readonly id: CardId
  readonly x: number
  readonly y: number
  readonly tile: Tile
  readonly state: CardState
  readonly words: TileWords
}

/** The two families of the interface, for a canvas. */
const MONO = '"Geist Mono Variable", ui-monospace, monospace'
const SANS = '"Geist Variable", system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif'
const SIGN = 11
const PADDING = 9
const LINE = 17
const DOT = 6
const MOST_DOTS = 12

/** One Service by name: its sign, name and ready count; where there is room, what is wrong or how it is reached. */
export function drawTile(context: CanvasRenderingContext2D, drawn: DrawnTile, palette: Palette): void {
  const { x, y, tile, state, words } = drawn
  const isTall = tile.height > 2 * LINE
  const isBad = isTrouble(state)
  drawGround(context, drawn, palette)
  const middle = isTall ? y + tile.height / 2 - LINE / 2 : y + tile.height / 2
  if (state === 'all') drawDisc(context, { x: x + PADDING + SIGN / 2, y: middle }, palette)
  else drawSign(context, { x: x + PADDING + SIGN / 2, y: middle, state, size: SIGN }, palette)
  context.textBaseline = 'middle'
  const ratioWidth = words.ratio === undefined ? 0 : drawRatio(context, { drawn, middle, isBad }, palette)
  const left = x + PADDING + SIGN + 7
  const room = x + tile.width - PADDING - ratioWidth - left
  context.textAlign = 'left'
  context.font = `${isTall ? '500 13px' : '12px'} ${MONO}`
  context.fillStyle = palette.strong
  context.fillText(cutName(words.name, room / context.measureText('0').width), left, middle + 0.5)
  if (isTall) drawSecond(context, { drawn, left, y: middle + LINE, isBad }, palette)
}

/** The sign of what is well, as beside names everywhere. */
function drawDisc(context: CanvasRenderingContext2D, { x, y }: { x: number; y: number }, palette: Palette): void {
  context.beginPath()
  context.arc(x, y, SIGN / 2 - 0.5, 0, 2 * Math.PI)
  context.fillStyle = palette.healthyFill
  context.fill()
  context.lineWidth = 1
  context.strokeStyle = palette.healthyBorder
  context.stroke()
}

function drawGround(context: CanvasRenderingContext2D, { x, y, tile, state }: DrawnTile, palette: Palette): void {
  context.beginPath()
  context.roundRect(x + 0.5, y + 0.5, tile.width - 1, tile.height - 1, tile.height > 2 * LINE ? 8 : 6)
  context.fillStyle = isTrouble(state) ? palette.tintUnready : palette.page
  context.fill()
  context.lineWidth = 1
  context.strokeStyle = isTrouble(state) ? palette.unready : palette.line
  context.globalAlpha *= isTrouble(state) ? 0.8 : 1
  if (state === 'missing') context.setLineDash([4, 3])
  if (state === 'unknown') context.setLineDash([1.5, 2.5])
  context.stroke()
  context.setLineDash([])
  if (isTrouble(state)) context.globalAlpha /= 0.8
}

/** @returns how much room it took */
function drawRatio(
  context: CanvasRenderingContext2D,
  { drawn: { x, tile, words }, middle, isBad }: { drawn: DrawnTile; middle: number; isBad: boolean },
  palette: Palette,
): number {
  const ratio = words.ratio ?? ''
  context.font = `${isBad ? '600 ' : ''}12px ${MONO}`
  context.textAlign = 'right'
  context.fillStyle = isBad ? palette.unready : palette.text
  context.fillText(ratio, x + tile.width - PADDING, middle + 0.5)
  return context.measureText(ratio).width + 8
}

function drawSecond(
  context: CanvasRenderingContext2D,
  { drawn: { x, tile, words }, left, y, isBad }: { drawn: DrawnTile; left: number; y: number; isBad: boolean },
  palette: Palette,
): void {
  const right = x + tile.width - PADDING
  const dots = drawDots(context, { right, y, endpoints: words.endpoints }, palette)
  context.font = `12px ${isBad ? SANS : MONO}`
  context.fillStyle = isBad ? palette.unready : palette.faint
  context.textAlign = 'left'
  const letter = context.measureText('0').width * (isBad ? 0.86 : 1)
  context.fillText(cutName(words.second, (right - dots - left) / letter), left, y + 0.5)
}

/** A sign per endpoint, from the right: discs are ready, squares are not, rings terminate. @returns how much room they took */
function drawDots(
  context: CanvasRenderingContext2D,
  { right, y, endpoints }: { right: number; y: number; endpoints: LiveCounts['endpoints'] },
  palette: Palette,
): number {
  const { ready, unready, terminating } = endpoints
  const total = ready + unready + terminating
  if (total === 0 || total > MOST_DOTS) return 0
  const first = right - total * (DOT + 2) + 2
  for (let at = 0; at < total; at++) {
    const x = first + at * (DOT + 2) + DOT / 2
    context.beginPath()
    if (at < ready) {
      context.arc(x, y, DOT / 2, 0, 2 * Math.PI)
      context.fillStyle = palette.ready
      context.fill()
    } else if (at < ready + unready) {
      context.fillStyle = palette.unready
      context.fillRect(x - DOT / 2, y - DOT / 2, DOT, DOT)
    } else {
      context.arc(x, y, DOT / 2 - 0.6, 0, 2 * Math.PI)
      context.lineWidth = 1.2
      context.strokeStyle = palette.terminating
      context.stroke()
    }
  }
  return total * (DOT + 2) + 6
}
