'use client'

import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useShortcuts } from '../../../frame/shortcuts.ts'
import type { Size } from '../drawing/use-size.ts'
import { useZoom } from '../drawing/use-zoom.ts'
import type { MapUrl } from '../map-url.ts'
import type { Band, CardId } from '../scene/scene.ts'
import { type Block, serviceAt, tileOf } from './blocks.ts'
import { fittingZoom } from './fitting-zoom.ts'
import { closer, farther, type Zoom } from './tiles.ts'

/**
 * How closely the overview is looked at: as the reader chose; else as closely as there was room for when the scope was
 * opened, and that stays, for a growing cluster must not switch the picture. `undefined` before the first measurement.
 */
export function useChosenZoom(url: MapUrl, bands: readonly Band[], room: Size & { scope: string }): Zoom | undefined {
  const { scope } = room
  const [first, setFirst] = useState<{ scope: string; zoom: Zoom }>()
  if (room.width > 0 && first?.scope !== scope) setFirst({ scope, zoom: fittingZoom(bands, room) })
  return url.zoom ?? first?.zoom
}

interface ZoomStepsOptions {
  readonly url: MapUrl
  readonly zoom: Zoom
  readonly blocks: readonly Block[]
  readonly scroller: RefObject<HTMLElement | null>
}

type Step = (by: 1 | -1, pointer?: { clientX: number; clientY: number }) => void

/** `+`, `-`, `0`, the wheel with Ctrl: what was under the pointer, else at the top of the window, stays there. */
export function useZoomSteps({ url, zoom, blocks, scroller }: ZoomStepsOptions): Step {
  const held = useRef<Held>(undefined)
  const step: Step = (by, pointer) => {
    const element = scroller.current
    const next = by > 0 ? closer(zoom) : farther(zoom)
    if (next === zoom || !element) return
    held.current = heldAt(element, blocks, pointer)
    url.setZoom(next)
  }
  useZoom(scroller, step)
  useLayoutEffect(() => {
    const { current: element } = scroller
    const top = held.current && topOf(blocks, held.current)
    if (element && held.current && top !== undefined) element.scrollTop = top - held.current.fromTop
    held.current = undefined
  }, [blocks, scroller])
  useShortcuts([
    { id: 'map.looser', run: () => step(1) },
    { id: 'map.denser', run: () => step(-1) },
    { id: 'map.normal', run: () => url.setZoom(null) },
  ])
  return step
}

/** What keeps its place in the window while everything gets another size. */
interface Held {
  readonly namespace: string
  readonly id: CardId | undefined
  /** How far below the upper edge of the window, in px. */
  readonly fromTop: number
}

function heldAt(
  element: HTMLElement,
  blocks: readonly Block[],
  pointer: { clientX: number; clientY: number } | undefined,
): Held | undefined {
  const box = element.getBoundingClientRect()
  const point = {
    x: (pointer?.clientX ?? box.left) - box.left,
    y: (pointer?.clientY ?? box.top) - box.top + element.scrollTop,
  }
  const block =
    blocks.find(
      ({ x, top, width, height }) => point.x >= x && point.x < x + width && point.y >= top && point.y < top + height,
    ) ?? blocks.find(({ top, height }) => top + height > point.y)
  if (!block) return undefined
  const id = pointer && serviceAt(block, point)
  const at = { namespace: block.namespace, id }
  return { ...at, fromTop: (topOf(blocks, at) ?? 0) - element.scrollTop }
}

function topOf(blocks: readonly Block[], { namespace, id }: Pick<Held, 'namespace' | 'id'>): number | undefined {
  const tile = id === undefined ? undefined : tileOf(blocks, id)
  return tile?.y ?? blocks.find((block) => block.namespace === namespace)?.top
}
