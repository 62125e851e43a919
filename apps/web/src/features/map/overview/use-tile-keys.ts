'use client'

import { useRouter } from 'next/navigation'
import { type RefObject, useState } from 'react'
import { objectHref } from '../../../cluster/object-href.ts'
import { useShortcuts } from '../../../frame/shortcuts.ts'
import { withKept } from '../../../ui/kept-parameters.ts'
import { nextOf } from '../layout/navigate.ts'
import type { MapUrl } from '../map-url.ts'
import type { CardId, Scene } from '../scene/scene.ts'
import { type Block, tileOf } from './blocks.ts'

interface TileKeysOptions {
  readonly scene: Scene
  readonly blocks: readonly Block[]
  readonly trouble: readonly CardId[]
  readonly hits: readonly CardId[]
  readonly url: MapUrl
  readonly scroller: RefObject<HTMLElement | null>
}

/** From trouble to trouble and hit to hit, in the order of the blocks. @returns the Service that the keyboard is on */
export function useTileKeys({ scene, blocks, trouble, hits, url, scroller }: TileKeysOptions): CardId | undefined {
  const router = useRouter()
  const [current, setCurrent] = useState<CardId>()
  const card = scene.cards.get(current ?? '')
  const jump = (ids: readonly CardId[], by: 1 | -1) => {
    const next = nextOf(inOrder(blocks, ids), current, by)
    const tile = next === undefined ? undefined : tileOf(blocks, next)
    if (!tile) return
    reveal(scroller.current, tile.y)
    setCurrent(tile.id)
    const key = scene.cards.get(tile.id)?.key
    if (url.focus !== null && key !== undefined) url.setFocus(key)
  }
  useShortcuts([
    { id: 'map.nextTrouble', run: () => jump(trouble, 1) },
    { id: 'map.previousTrouble', run: () => jump(trouble, -1) },
    { id: 'map.nextHit', run: () => jump(hits, 1) },
    { id: 'map.previousHit', run: () => jump(hits, -1) },
    { id: 'map.openPage', run: () => card && router.push(withKept(objectHref(card))) },
  ])
  return card?.id
}

function inOrder(blocks: readonly Block[], ids: readonly CardId[]): CardId[] {
  const wanted = new Set(ids)
  return blocks.flatMap(({ services }) => services.filter((id) => wanted.has(id)))
}

const MARGIN = 80

function reveal(element: HTMLElement | null, y: number): void {
  if (!element) return
  const isInSight = y >= element.scrollTop && y + MARGIN <= element.scrollTop + element.clientHeight
  if (!isInSight) element.scrollTop = y - element.clientHeight / 2
}
