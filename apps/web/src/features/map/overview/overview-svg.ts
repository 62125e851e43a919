import type { Palette } from '../drawing/palette.ts'
import { HIGHEST, PICTURE_WIDTH, type Picture, svgDocument } from '../picture/svg-document.ts'
import { element, sign, text } from '../picture/svg-parts.ts'
import { CARD_LOOK } from '../scene/card-look.ts'
import { type CardState, isTrouble } from '../scene/card-state.ts'
import type { Band, CardId } from '../scene/scene.ts'
import { type Block, type BlockCounts, cornerOf, countBlock, layOutBlocks } from './blocks.ts'
import type { TileWords } from './draw-tiles.ts'
import { TILES, type Zoom } from './tiles.ts'

interface PicturedOverview {
  /** Namespaces in the order in which they are shown. */
  readonly bands: readonly Band[]
  readonly zoom: Zoom
  readonly states: ReadonlyMap<CardId, CardState>
  readonly wordsOf: (id: CardId) => TileWords
  readonly palette: Palette
  readonly words: {
    readonly title: string
    readonly subtitle: string
    readonly notShown: (count: number) => string
  }
}

/** The overview as one SVG: a block per namespace, a tile per Service, as closely as it is looked at. */
export function overviewSvg(pictured: PicturedOverview): Picture {
  const { bands, zoom, palette, words } = pictured
  const { blocks, height } = layOutBlocks(bands, PICTURE_WIDTH, TILES[zoom])
  const shown = blocks.filter((block) => block.top + block.height <= HIGHEST)
  const hidden = blocks.slice(shown.length).reduce((sum, { services }) => sum + services.length, 0)
  return svgDocument({
    palette,
    title: words.title,
    subtitle: words.subtitle,
    content: shown.map((block) => blockSvg(block, pictured)).join(''),
    contentHeight: height,
    footer: hidden > 0 ? words.notShown(hidden) : undefined,
  })
}

function blockSvg(block: Block, pictured: PicturedOverview): string {
  const { palette, states } = pictured
  const { namespace, x, top, width, height, services } = block
  const counts = countBlock(block, states)
  const box = { x: x + 0.5, y: top + 0.5, width: width - 1, height: height - 1, rx: 10 }
  const name = { x: x + 12, y: top + 17, size: 13, room: width - 90, fill: palette.strong, 'font-weight': 500 }
  const right = { x: x + width - 12, y: top + 17, size: 12, room: 90, fill: palette.text, 'text-anchor': 'end' }
  return [
    element('rect', { ...box, fill: palette.page, stroke: counts.silent > 0 ? palette.unready : palette.line }),
    text(namespace, name),
    text(countsText(counts, services.length), right),
    ...services.map((id, at) => tileSvg(id, { ...cornerOf(block, at), block }, pictured)),
  ].join('')
}

/** `▲ 1 · ◭ 2 · 14`: how many are silent, degraded, and there. */
function countsText({ silent, degraded }: BlockCounts, services: number): string {
  return [silent > 0 && `▲ ${silent}`, degraded > 0 && `◭ ${degraded}`, services].filter(Boolean).join(' · ')
}

interface Corner {
  readonly x: number
  readonly y: number
  readonly block: Block
}

function tileSvg(id: CardId, corner: Corner, pictured: PicturedOverview): string {
  const { tile } = corner.block
  const isNamed = tile.width > 2 * SIGN
  return isNamed ? namedSvg(id, corner, pictured) : signSvg(id, corner, pictured)
}

const SIGN = 12

function signSvg(id: CardId, { x, y, block }: Corner, { states, palette }: PicturedOverview): string {
  const { tile } = block
  const state = states.get(id) ?? 'unknown'
  const scale = tile.width / SIGN
  const square = { x: 0.5, y: 0.5, width: SIGN - 1, height: SIGN - 1, rx: 2.5 }
  const drawn =
    state === 'all'
      ? element('rect', { ...square, fill: palette.healthyFill, stroke: palette.healthyBorder })
      : sign(CARD_LOOK[state].shape, { x: 0, y: SIGN / 2, colour: colourOf(state, palette) })
  return element('g', { transform: `translate(${x} ${y}) scale(${scale})` }, drawn)
}

function namedSvg(id: CardId, { x, y, block }: Corner, { states, wordsOf, palette }: PicturedOverview): string {
  const { width, height } = block.tile
  const state = states.get(id) ?? 'unknown'
  const { name, ratio = '', second } = wordsOf(id)
  const isBad = isTrouble(state)
  const isTall = height > 40
  const middle = isTall ? y + height / 2 - 8 : y + height / 2
  const box = { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: isTall ? 8 : 6 }
  const dash = state === 'missing' ? '4 3' : state === 'unknown' ? '1.5 2.5' : undefined
  const stroke = isBad ? palette.unready : palette.line
  const right = { x: x + width - 9, y: middle, size: 12, room: 80, 'text-anchor': 'end' }
  const below = { x: x + 27, y: middle + 17, size: 12, room: width - 40, fill: isBad ? palette.unready : palette.text }
  return [
    element('rect', { ...box, fill: isBad ? palette.tintUnready : palette.page, stroke, 'stroke-dasharray': dash }),
    sign(CARD_LOOK[state].shape, { x: x + 9, y: middle, colour: colourOf(state, palette) }),
    text(name, { x: x + 27, y: middle, size: 12, room: width - 90, fill: palette.strong }),
    text(ratio, { ...right, fill: isBad ? palette.unready : palette.text }),
    isTall ? text(second, below) : '',
  ].join('')
}

function colourOf(state: CardState, palette: Palette): string {
  if (isTrouble(state)) return palette.unready
  return state === 'all' ? palette.healthyBorder : palette.unknown
}
