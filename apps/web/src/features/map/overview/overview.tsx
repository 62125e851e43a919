'use client'

import { type ReactElement, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Side } from '../../../time/use-compared.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { isHiddenOn } from '../compare/hidden.ts'
import { usePalette } from '../drawing/palette.ts'
import { useListeners } from '../drawing/use-listeners.ts'
import { useScrollWindow } from '../drawing/use-scroll-window.ts'
import { useSize } from '../drawing/use-size.ts'
import type { Found } from '../filter/find-cards.ts'
import type { MapUrl } from '../map-url.ts'
import type { CardId, Scene } from '../scene/scene.ts'
import type { MapData } from '../use-map-data.ts'
import { BlockLink } from './block-link.tsx'
import { overviewMarks } from './block-marks.ts'
import { bandsInOrder, layOutBlocks, serviceAt } from './blocks.ts'
import { CellCanvas } from './cell-canvas.tsx'
import { useBlockKeys } from './use-block-keys.ts'

const OVERSCAN = 300

interface OverviewProperties {
  readonly scene: Scene
  readonly data: MapData
  readonly url: MapUrl
  readonly found: Found | undefined
  readonly namespaceHref: (namespace: string) => string
  /** Which side of a comparison is drawn; absent where nothing is compared. */
  readonly side: Side | undefined
}

/** The whole cluster on one canvas: a block per namespace, a cell per Service, no lines. A block leads into its flow. */
export function Overview({ scene, data, url, found, namespaceHref, side }: OverviewProperties): ReactElement {
  const t = useTranslations('map.overview')
  const scroller = useRef<HTMLElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const size = useSize(scroller)
  const palette = usePalette()
  const scrollTop = useScrollWindow(scroller, OVERSCAN / 2)
  const order = useOrder(scene, url.sort, data)
  const { blocks, height } = useMemo(() => layOutBlocks(order, size.width), [order, size.width])
  const marks = useMemo(() => (side === 'diff' ? overviewMarks(scene) : undefined), [scene, side])
  const isHidden = (id: CardId) => isHiddenOn(side, scene.cards.get(id)?.mark)
  const [hovered, setHovered] = useState<CardId>()
  const near = blocks.filter(
    ({ top, height }) => top + height > scrollTop - OVERSCAN && top < scrollTop + size.height + OVERSCAN,
  )
  const keys = useBlockKeys({ blocks, scroller, content })

  const serviceUnder = (pointer: MouseEvent): CardId | undefined => {
    const box = content.current?.getBoundingClientRect()
    if (!box) return undefined
    const point = { x: pointer.clientX - box.left, y: pointer.clientY - box.top }
    const block = near.find(
      ({ x, top, width, height }) => point.x >= x && point.x < x + width && point.y >= top && point.y < top + height,
    )
    return block && serviceAt(block, point)
  }
  useListeners(content, {
    keydown: keys.onKeyDown,
    pointermove: (pointer) => setHovered(serviceUnder(pointer)),
    pointerleave: () => setHovered(undefined),
    click: (click) => {
      const card = scene.cards.get(serviceUnder(click) ?? '')
      if (!card || click.metaKey || click.ctrlKey || click.shiftKey) return
      click.preventDefault()
      url.setFocus(card.key)
    },
  })
  const hoveredCard = hovered === undefined ? undefined : scene.cards.get(hovered)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-10 shrink-0 items-center gap-3 px-5 text-12 text-text-3 max-sm:px-3">
        <span>{t('sentence', { namespaces: order.length, services: scene.counts.services })}</span>
        <span className="mono min-w-0 truncate text-text-1">
          {hoveredCard && `${hoveredCard.namespace}/${hoveredCard.name}`}
        </span>
        <span className="ml-auto">
          <Segmented
            label={t('order')}
            value={url.sort}
            onChange={url.setSort}
            segments={[
              { value: 'name', label: t('byName') },
              { value: 'trouble', label: t('byTrouble') },
            ]}
          />
        </span>
      </div>
      <section
        ref={scroller}
        aria-label={t('sentence', { namespaces: order.length, services: scene.counts.services })}
        className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden"
      >
        <div ref={content} style={{ height }} className="relative">
          <ul>
            {near.map((block) => (
              <BlockLink
                key={block.namespace}
                block={block}
                at={blocks.indexOf(block)}
                of={blocks.length}
                states={data.states}
                marks={marks?.blocks.get(block.namespace)}
                isTabStop={keys.tabStop === block.namespace}
                href={namespaceHref(block.namespace)}
              />
            ))}
          </ul>
          <CellCanvas
            blocks={near}
            width={size.width}
            top={Math.max(0, scrollTop - OVERSCAN)}
            height={Math.max(0, Math.min(height - Math.max(0, scrollTop - OVERSCAN), size.height + 2 * OVERSCAN))}
            states={data.states}
            palette={palette}
            lit={found && new Set(found.hits)}
            marks={marks?.cards}
            isHidden={isHidden}
          />
        </div>
      </section>
    </div>
  )
}

/** The order by trouble is decided when it is asked for: blocks must not change places under the eye. */
function useOrder(scene: Scene, sort: 'name' | 'trouble', data: MapData) {
  const states = useRef(data.states)
  states.current = data.states
  return useMemo(() => bandsInOrder(scene, sort, states.current), [scene, sort])
}
