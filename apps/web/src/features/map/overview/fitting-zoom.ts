import type { Size } from '../drawing/use-size.ts'
import type { Band } from '../scene/scene.ts'
import { layOutBlocks } from './blocks.ts'
import { TILES, type Zoom } from './tiles.ts'

/** The closest look at which everything is in the window; where nothing is that small, one sign per Service. */
export function fittingZoom(bands: readonly Band[], { width, height }: Size): Zoom {
  const fits = (zoom: Zoom) => layOutBlocks(bands, width, TILES[zoom]).height <= height
  return (['card', 'name'] as const).find(fits) ?? 'cell'
}
