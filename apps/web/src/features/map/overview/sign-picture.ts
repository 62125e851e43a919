import type { Palette } from '../drawing/palette.ts'
import type { CardState } from '../scene/card-state.ts'
import { drawSign } from './draw-sign.ts'

/** Drawn for the finest of screens that the overview is drawn for. */
const SCALE = 2
const drawn = new WeakMap<Palette, Map<string, OffscreenCanvas>>()

/** A sign as a picture, with 1 px around it: thousands of the same are copied, which is far less work than drawing them. */
export function signPicture({ size, state }: { size: number; state: CardState }, palette: Palette): OffscreenCanvas {
  const known = drawn.get(palette) ?? new Map<string, OffscreenCanvas>()
  drawn.set(palette, known)
  const name = `${state}/${size}`
  const picture = known.get(name) ?? newPicture({ size, state }, palette)
  known.set(name, picture)
  return picture
}

function newPicture({ size, state }: { size: number; state: CardState }, palette: Palette): OffscreenCanvas {
  const scale = Math.min(SCALE, devicePixelRatio)
  const picture = new OffscreenCanvas((size + 2) * scale, (size + 2) * scale)
  const context = picture.getContext('2d')
  context?.scale(scale, scale)
  if (context) drawSign(context, { x: size / 2 + 1, y: size / 2 + 1, size, state }, palette)
  return picture
}
