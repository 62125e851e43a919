import type { Size } from '../drawing/use-size.ts'
import type { Band } from '../scene/scene.ts'
import { layOutBlocks } from './blocks.ts'
import { TILES, type Zoom } from './tiles.ts'

/** Below this width one scrolls anyway. */
const PHONE = 640
const PHONE_WINDOWS = 3

/**
 * The closest look at which everything is in the window, on a phone in three of them; where nothing is that small, one sign
 * per Service.
 */
export function fittingZoom(bands: readonly Band[], { width, height }: Size): Zoom {
  const room = width < PHONE ? PHONE_WINDOWS * height : height
  const fits = (zoom: Zoom) => layOutBlocks(bands, width, TILES[zoom]).height <= room
  return (['card', 'name'] as const).find(fits) ?? 'cell'
}
