'use client'

import { type ReactElement, useCallback, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Side } from '../../../time/use-compared.ts'
import { isHiddenOn } from '../compare/hidden.ts'
import { usePalette } from '../drawing/palette.ts'
import { useListeners } from '../drawing/use-listeners.ts'
import { usePan } from '../drawing/use-pan.ts'
import { useScrollWindow } from '../drawing/use-scroll-window.ts'
import { useSize } from '../drawing/use-size.ts'
import type { Found } from '../filter/find-cards.ts'
import type { MapUrl } from '../map-url.ts'
import type { CardId, Scene } from '../scene/scene.ts'
import type { MapData } from '../use-map-data.ts'
import { BlockLink } from './block-link.tsx'
import { overviewMarks } from './block-marks.ts'
import { bandsInOrder, layOutBlocks, serviceAt, tileOf } from './blocks.ts'
import { CellCanvas } from './cell-canvas.tsx'
import { OverviewBar } from './overview-bar.tsx'
import { OverviewStrip } from './overview-strip.tsx'
import { TilePulse, TileRing, TileTip } from './tile-overlays.tsx'
import { TILES } from './tiles.ts'
import { useBlockKeys } from './use-block-keys.ts'
import { useChosenZoom, useZoomSteps } from './use-overview-zoom.ts'
import { usePulses } from './use-pulses.ts'
import { useTileKeys } from './use-tile-keys.ts'
import { useTileWords } from './use-tile-words.ts'

const OVERSCAN = 400
/** Below the overscan: no tile is missed. */
const STEP = 320
/** As wide as a browser draws the bar of what scrolls. */
const SCROLL_BAR = 16
const NO_HITS: readonly CardId[] = []

interface OverviewProperties {
  readonly scene: Scene
  /** Names what is drawn: another scope is looked at anew. */
  readonly scope: string
  readonly data: MapData
  readonly url: MapUrl
  readonly found: Found | undefined
  readonly namespaceHref: (namespace: string) => string
  /** Which side of a comparison is drawn; absent where nothing is compared. */
  readonly side: Side | undefined
}

/** The whole cluster on one canvas: a block per namespace, a tile per Service, no lines. A block leads into its flow. */
export function Overview(properties: OverviewProperties): ReactElement {
  const { scene, scope, data, url, found, namespaceHref, side } = properties
  const t = useTranslations('map.overview')
  const frame = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const room = useSize(frame)
  const size = useSize(scroller)
  const palette = usePalette()
  const scrollTop = useScrollWindow(scroller, STEP)
  const order = useOrder(scene, url.sort, data)
  const whole = { scope, width: Math.max(0, room.width - SCROLL_BAR), height: room.height }
  const zoom = useChosenZoom(url, order, whole) ?? 'cell'
  const laidOut = useMemo(() => layOutBlocks(order, size.width, TILES[zoom]), [order, size.width, zoom])
  const { blocks, height } = laidOut
  // Judged by the room without the strip, which must not come and go by its own width.
  const hasStrip = useMemo(
    () => layOutBlocks(order, whole.width, TILES[zoom]).height > room.height,
    [order, whole.width, zoom, room.height],
  )
  const step = useZoomSteps({ url, zoom, blocks, scroller })
  usePan(scroller, { isByHand: true })

  const marks = useMemo(() => (side === 'diff' ? overviewMarks(scene) : undefined), [scene, side])
  const isHidden = useCallback((id: CardId) => isHiddenOn(side, scene.cards.get(id)?.mark), [side, scene])
  const hits = useMemo(() => found && new Set(found.hits), [found])
  const trouble = useMemo(() => new Set(data.trouble), [data.trouble])
  const near = useMemo(
    () =>
      blocks.filter(
        ({ top, height }) => top + height > scrollTop - OVERSCAN && top < scrollTop + size.height + OVERSCAN,
      ),
    [blocks, scrollTop, size.height],
  )
  const wordsOf = useTileWords(scene, data)
  const pulsing = usePulses(near, { scene, rowOf: data.rowOf })
  const keys = useBlockKeys({ blocks, scroller, content })
  const byKeyboard = useTileKeys({
    ...{ scene, blocks, url, scroller },
    trouble: data.trouble,
    hits: found?.hits ?? NO_HITS,
  })

  const [hovered, setHovered] = useState<CardId>()
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
    pointermove: (pointer) => setHovered(pointer.buttons > 0 ? undefined : serviceUnder(pointer)),
    pointerleave: () => setHovered(undefined),
    click: (click) => {
      const card = scene.cards.get(serviceUnder(click) ?? '')
      if (!card || click.metaKey || click.ctrlKey || click.shiftKey) return
      click.preventDefault()
      url.setFocus(card.key)
    },
  })
  const chosen = url.focus === null ? undefined : tileOf(near, url.focus)
  const pointedId = hovered ?? byKeyboard
  const pointed = pointedId === undefined ? undefined : tileOf(near, pointedId)
  const pointedCard = scene.cards.get(pointed?.id ?? '')
  const from = Math.max(0, scrollTop - OVERSCAN)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <OverviewBar
        sentence={t('sentence', { namespaces: order.length, services: scene.counts.services })}
        pointed={pointedCard && `${pointedCard.namespace}/${pointedCard.name}`}
        zoom={zoom}
        onZoom={step}
        url={url}
      />
      <div ref={frame} className="flex min-h-0 flex-1">
        <section
          ref={scroller}
          aria-label={t('sentence', { namespaces: order.length, services: scene.counts.services })}
          className="min-h-0 min-w-0 flex-1 overflow-y-auto overflow-x-hidden"
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
              key={zoom}
              blocks={near}
              width={size.width}
              top={from}
              height={Math.max(0, Math.min(height - from, size.height + 2 * OVERSCAN))}
              states={data.states}
              palette={palette}
              lit={hits}
              marks={marks?.cards}
              isHidden={isHidden}
              wordsOf={wordsOf}
            />
            {pulsing.map((id) => {
              const tile = tileOf(near, id)
              return tile && <TilePulse key={id} tile={tile} />
            })}
            {chosen && <TileRing tile={chosen} isChosen />}
            {pointed && pointed.id !== chosen?.id && <TileRing tile={pointed} isChosen={hovered === undefined} />}
            {pointed && pointedCard?.column === 'services' && (
              <TileTip
                tile={pointed}
                width={size.width}
                card={pointedCard}
                state={data.states.get(pointed.id) ?? 'unknown'}
                words={wordsOf(pointed.id)}
              />
            )}
          </div>
        </section>
        {hasStrip && (
          <OverviewStrip
            blocks={laidOut}
            width={size.width}
            height={room.height}
            trouble={trouble}
            hits={hits}
            palette={palette}
            scroller={scroller}
          />
        )}
      </div>
    </div>
  )
}

/** The order by trouble is decided when it is asked for: blocks must not change places under the eye. */
function useOrder(scene: Scene, sort: 'name' | 'trouble', data: MapData) {
  const states = useRef(data.states)
  states.current = data.states
  return useMemo(() => bandsInOrder(scene, sort, states.current), [scene, sort])
}
