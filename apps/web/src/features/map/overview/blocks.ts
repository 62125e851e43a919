import { type CardState, isTrouble } from '../scene/card-state.ts'
import { compareText } from '../scene/order.ts'
import type { Band, CardId, Scene } from '../scene/scene.ts'

/** One namespace as a block of cells, one per Service, in px of the scrolled content. */
export interface Block {
  readonly namespace: string
  readonly x: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Cells per row. */
  readonly columns: number
  /** Services in the order of the flow. */
  readonly services: readonly CardId[]
}

export interface Blocks {
  readonly blocks: readonly Block[]
  readonly height: number
}

export const CELL = 12
export const PITCH = 16
export const HEAD = 34
const PADDING = 12
const GAP = 14
const MARGIN = 20
const LEAST_COLUMNS = 11

/** Cells stand in rows of this many: wider blocks for larger namespaces, so that heights stay alike. */
function columnsOf(services: number, width: number): number {
  const most = Math.max(LEAST_COLUMNS, Math.floor((width - 2 * MARGIN - 2 * PADDING) / PITCH))
  return Math.min(most, Math.max(LEAST_COLUMNS, Math.ceil(Math.sqrt(services * 2.6))))
}

/** Blocks from left to right and top to bottom in the order given. Pure; a change of state moves nothing. */
export function layOutBlocks(bands: readonly Band[], width: number): Blocks {
  const blocks: Block[] = []
  let x = MARGIN
  let top = GAP
  let shelf = 0
  for (const { namespace, routed, unrouted } of bands) {
    const services = [...routed, ...unrouted].map(({ id }) => id)
    const columns = columnsOf(services.length, width)
    const blockWidth = columns * PITCH - (PITCH - CELL) + 2 * PADDING
    const height = HEAD + Math.max(1, Math.ceil(services.length / columns)) * PITCH + PADDING - (PITCH - CELL)
    if (x > MARGIN && x + blockWidth > width - MARGIN) {
      x = MARGIN
      top += shelf + GAP
      shelf = 0
    }
    blocks.push({ namespace, x, top, width: blockWidth, height, columns, services })
    x += blockWidth + GAP
    shelf = Math.max(shelf, height)
  }
  return { blocks, height: top + shelf + GAP }
}

/** Middle of a block's cell, in px of the scrolled content. */
export function cellAt({ x, top, columns }: Block, at: number): { x: number; y: number } {
  return {
    x: x + PADDING + (at % columns) * PITCH + CELL / 2,
    y: top + HEAD + Math.floor(at / columns) * PITCH + CELL / 2,
  }
}

/** The Service under a point; `undefined` between cells. */
export function serviceAt(block: Block, point: { x: number; y: number }): CardId | undefined {
  const column = Math.floor((point.x - block.x - PADDING) / PITCH)
  const row = Math.floor((point.y - block.top - HEAD) / PITCH)
  if (column < 0 || column >= block.columns || row < 0) return undefined
  return block.services[row * block.columns + column]
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
