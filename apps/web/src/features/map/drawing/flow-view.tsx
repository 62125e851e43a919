'use client'

import clsx from 'clsx'
import { type ReactElement, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { Side } from '../../../time/use-compared.ts'
import type { FindingsByKey } from '../badges/findings-by-key.ts'
import type { Found } from '../filter/find-cards.ts'
import { onlyService } from '../focus/only-service.ts'
import { columnsFor, focusColumnsFor } from '../layout/columns.ts'
import { denser, looser } from '../layout/density.ts'
import { layOut } from '../layout/lay-out.ts'
import { linesOf } from '../layout/lines.ts'
import type { MapUrl } from '../map-url.ts'
import type { Pins } from '../pins/use-pins.ts'
import { withPins } from '../pins/with-pins.ts'
import type { PlacedGroups } from '../scene/group-endpoints.ts'
import type { Scene } from '../scene/scene.ts'
import type { Traffic } from '../scene/trace.ts'
import type { MapData } from '../use-map-data.ts'
import { ColumnHeads, HEADS_HEIGHT } from './column-heads.tsx'
import { FlowContent } from './flow-content.tsx'
import { type Flow, FlowProvider } from './flow-context.ts'
import { Minimap } from './minimap.tsx'
import { usePalette } from './palette.ts'
import { useFlowKeys } from './use-flow-keys.ts'
import { useFresh } from './use-fresh.ts'
import { useGroupsOf, useOpenLines } from './use-groups.ts'
import { useListeners } from './use-listeners.ts'
import { usePan } from './use-pan.ts'
import { useScrollAnchor } from './use-scroll-anchor.ts'
import { useScrollWindow } from './use-scroll-window.ts'
import { useSize } from './use-size.ts'
import { useLitMarks, useTrace } from './use-trace.ts'
import { useZoom } from './use-zoom.ts'

const NOTHING_NEW: ReadonlySet<string> = new Set()
/** Below the smallest overscan: no card is missed. */
const STEP = 140

interface FlowViewProperties {
  readonly scene: Scene
  readonly traffic: Traffic
  readonly found: Found | undefined
  readonly data: MapData
  readonly findings: FindingsByKey
  readonly url: MapUrl
  readonly hrefOf: (key: string) => string
  readonly namespaceHref: (namespace: string) => string | undefined
  readonly isStale: boolean
  /** What comes is shown as new; between two instants of the past it is not. */
  readonly isLive: boolean
  readonly side: Side | undefined
  readonly pins: Pins
  /** Endpoints by what they are grouped by; absent: by revision. */
  readonly groups: PlacedGroups | undefined
}

/** Entry → Routes → Services → Endpoints: a chart that scrolls, of which only what is near the window exists. */
export function FlowView(properties: FlowViewProperties): ReactElement {
  const { traffic, found, data, findings, url, hrefOf, namespaceHref, isStale, isLive, side, groups, pins } = properties
  const { isAlone } = url
  const lone = useMemo(() => (isAlone ? onlyService(properties.scene) : undefined), [isAlone, properties.scene])
  const scene = useMemo(
    () => (isAlone ? properties.scene : withPins(properties.scene, pins.keys)),
    [isAlone, properties.scene, pins.keys],
  )
  const t = useTranslations('map')
  const scroller = useRef<HTMLElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const size = useSize(scroller)
  const palette = usePalette()
  const isLone = lone !== undefined
  const columns = useMemo(() => (isLone ? focusColumnsFor(size.width) : columnsFor(size.width)), [isLone, size.width])
  const hasRoutes = columns.routes !== undefined
  const hasEntries = columns.entries !== undefined
  const { open } = url
  const density = lone ? 'card' : url.density
  const groupsOf = useGroupsOf(groups)
  const openLines = useOpenLines(scene, open, { data, groupsOf })
  const chart = useMemo(
    () => layOut(scene, { density, open, hasRoutes, hasEntries, openLines }),
    [scene, density, open, hasRoutes, hasEntries, openLines],
  )
  const lines = useMemo(() => linesOf(scene, chart, { density, open }), [scene, chart, density, open])
  const scrollTop = useScrollWindow(scroller, STEP)
  const news = useFresh(scene)
  const fresh = isLive ? news : NOTHING_NEW
  const { trace, isFading, handlers, setFocused } = useTrace(scene, traffic, url.focus)
  const keys = useFlowKeys({ scroller, content, chart, traffic, data, url, found, pins, headHeight: HEADS_HEIGHT })
  useLitMarks(content, trace)
  useScrollAnchor(scroller, chart, keys.current)
  useZoom(scroller, (by) => url.setDensity(by > 0 ? looser(density) : denser(density)))
  usePan(scroller, { isByHand: false })

  const flow = useMemo<Flow>(
    () => ({
      store: data.store,
      columns,
      density,
      traffic,
      cards: scene.cards,
      grouping: groups ? url.group : 'revision',
      groupsOf,
      isNamed: isLone,
      open,
      toggleOpen: url.toggleOpen,
      tabStop: keys.tabStop,
      focus: url.focus,
      hits: found && new Set(found.hits),
      lit: found?.lit,
      fresh,
      hrefOf,
      findings,
      side,
      pinned: new Set(pins.keys),
    }),
    [
      data.store,
      columns,
      density,
      traffic,
      scene,
      groups,
      url.group,
      groupsOf,
      isLone,
      open,
      url.toggleOpen,
      keys.tabStop,
      url.focus,
      found,
      fresh,
      hrefOf,
      findings,
      side,
      pins.keys,
    ],
  )
  const openDrawer = (click: MouseEvent) => {
    const link = (click.target as Element).closest<HTMLElement>('a[data-id]')
    if (!link || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return
    click.preventDefault()
    const card = scene.cards.get(link.dataset.id ?? '')
    if (card) url.setFocus(card.key === url.focus ? undefined : card.key)
  }
  useListeners(content, {
    click: openDrawer,
    keydown: keys.onKeyDown,
    focusin: ({ target }) => {
      if (!(target instanceof HTMLElement)) return
      keys.onFocus(target.dataset.id)
      setFocused(target.matches(':focus-visible') ? target.dataset.of : undefined)
    },
    focusout: () => setFocused(undefined),
    ...handlers,
  })
  return (
    <FlowProvider value={flow}>
      <div className="relative flex min-h-0 flex-1">
        <section
          ref={scroller}
          aria-label={t('chart')}
          style={{ scrollPaddingTop: HEADS_HEIGHT }}
          className={clsx(
            'min-w-0 flex-1 overflow-y-auto overflow-x-hidden [overflow-anchor:none] [scrollbar-gutter:stable]',
            isStale && 'grayscale',
          )}
        >
          <ColumnHeads
            columns={columns}
            scene={scene}
            grouping={url.group}
            onGroup={isLone ? undefined : url.setGroup}
          />
          <div
            ref={content}
            style={{ minHeight: chart.height }}
            className={clsx('relative', isFading && 'map-tracing')}
          >
            {size.width > 0 && (
              <FlowContent
                chart={chart}
                lines={lines}
                data={data}
                found={found}
                trace={trace}
                palette={palette}
                size={size}
                scrollTop={scrollTop}
                namespaceHref={namespaceHref}
                lone={lone}
              />
            )}
          </div>
        </section>
        {size.width > 0 && !lone && (
          <Minimap
            chart={chart}
            trouble={data.trouble}
            hits={found?.hits}
            palette={palette}
            height={size.height}
            scroller={scroller}
          />
        )}
      </div>
    </FlowProvider>
  )
}
