import { type CardState, isTrouble } from '../scene/card-state.ts'
import { compareText } from '../scene/order.ts'
import type { Band, CardId, Scene } from '../scene/scene.ts'
import type { Tile } from './tiles.ts'

/** One namespace as a block of tiles, one per Service, in px of the scrolled content. */
export interface Block {
  readonly namespace: string
  readonly x: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Tiles per row. */
  readonly columns: number
  /** What is drawn of each Service. */
  readonly tile: Tile
  /** Services in the order of the flow. */
  readonly services: readonly CardId[]
}

export interface Blocks {
  readonly blocks: readonly Block[]
  readonly height: number
}

export const HEAD = 34
const PADDING = 12
const GAP = 14
const MARGIN = 20
/** Room for a name and its counts above the tiles. */
const LEAST_WIDTH = 172
/** How much wider than high a block is. */
const ASPECT = 2.6

/** Tiles stand in rows of this many: wider blocks for larger namespaces, so that heights stay alike. */
function columnsOf(services: number, width: number, tile: Tile): number {
  const pitch = tile.width + tile.gap
  const least = Math.ceil((LEAST_WIDTH + tile.gap) / pitch)
  const most = Math.max(least, Math.floor((width - 2 * MARGIN - 2 * PADDING + tile.gap) / pitch))
  const square = Math.sqrt((services * ASPECT * (tile.height + tile.gap)) / pitch)
  return Math.min(most, Math.max(least, Math.round(square)))
}

/** Blocks from left to right and top to bottom in the order given. Pure; a change of state moves nothing. */
export function layOutBlocks(bands: readonly Band[], width: number, tile: Tile): Blocks {
  const blocks: Block[] = []
  let x = MARGIN
  let top = GAP
  let shelf = 0
  for (const { namespace, routed, unrouted } of bands) {
    const services = [...routed, ...unrouted].map(({ id }) => id)
    const columns = columnsOf(services.length, width, tile)
    const rows = Math.max(1, Math.ceil(services.length / columns))
    const blockWidth = columns * (tile.width + tile.gap) - tile.gap + 2 * PADDING
    const height = HEAD + rows * (tile.height + tile.gap) - tile.gap + PADDING
    if (x > MARGIN && x + blockWidth > width - MARGIN) {
      x = MARGIN
      top += shelf + GAP
      shelf = 0
    }
    blocks.push({ namespace, x, top, width: blockWidth, height, columns, tile, services })
    x += blockWidth + GAP
    shelf = Math.max(shelf, height)
  }
  return { blocks, height: top + shelf + GAP }
}

/** Upper left corner of a block's tile, in px of the scrolled content. */
export function cornerOf({ x, top, columns, tile }: Block, at: number): { x: number; y: number } {
  return {
    x: x + PADDING + (at % columns) * (tile.width + tile.gap),
    y: top + HEAD + Math.floor(at / columns) * (tile.height + tile.gap),
  }
}

/** The Service under a point; `undefined` beside all of them. */
export function serviceAt(block: Block, point: { x: number; y: number }): CardId | undefined {
  const { tile } = block
  const column = Math.floor((point.x - block.x - PADDING) / (tile.width + tile.gap))
  const row = Math.floor((point.y - block.top - HEAD) / (tile.height + tile.gap))
  if (column < 0 || column >= block.columns || row < 0) return undefined
  return block.services[row * block.columns + column]
}

/** A Service's tile, wherever it is; `undefined` where it has none. */
export interface PlacedTile {
  readonly id: CardId
  readonly block: Block
  readonly x: number
  readonly y: number
}

export function tileOf(blocks: readonly Block[], id: CardId): PlacedTile | undefined {
  for (const block of blocks) {
    const at = block.services.indexOf(id)
    if (at >= 0) return { id, block, ...cornerOf(block, at) }
  }
  return undefined
}

export interface BlockCounts {
  /** Some endpoint not ready, or named and missing. */
  readonly degraded: number
  /** No endpoint ready. */
  readonly silent: number
}

export function countBlock({ services }: Pick<Block, 'services'>, states: ReadonlyMap<CardId, CardState>): BlockCounts {
  let degraded = 0
  let silent = 0
  for (const id of services) {
    const state = states.get(id) ?? 'unknown'
    if (state === 'none') silent += 1
    else if (isTrouble(state)) degraded += 1
  }
  return { degraded, silent }
}

/** Bands with Services, by name, or those with most trouble first. */
export function bandsInOrder(scene: Scene, sort: 'name' | 'trouble', states: ReadonlyMap<CardId, CardState>): Band[] {
  const bands = scene.bands.filter(({ routed, unrouted }) => routed.length + unrouted.length > 0)
  if (sort === 'name') return bands
  const weight = (band: Band) => {
    const { silent, degraded } = countBlock(
      { services: [...band.routed, ...band.unrouted].map(({ id }) => id) },
      states,
    )
    return silent * 1_000 + degraded
  }
  return bands
    .map((band) => ({ band, weight: weight(band) }))
    .sort((a, b) => b.weight - a.weight || compareText(a.band.namespace, b.band.namespace))
    .map(({ band }) => band)
}
