'use client'

import './map.css'
import dynamic from 'next/dynamic'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useEscape } from '../../frame/escape-stack.ts'
import { Failed } from '../../frame/failed.tsx'
import { FindField } from '../../frame/find-field.tsx'
import { useNamespaces } from '../../frame/namespaces.ts'
import { useTitle } from '../../frame/title.ts'
import { LIVE } from '../../live/phase.ts'
import { usePhase, useServices } from '../../live/use-live.ts'
import { NO_ROWS } from '../../time/no-rows.ts'
import { useAt } from '../../time/use-at.ts'
import { FlowView } from './drawing/flow-view.tsx'
import { findCards } from './filter/find-cards.ts'
import { onlyLit } from './filter/only-lit.ts'
import { FilterChips } from './filter-chips.tsx'
import { MapHeadline } from './map-headline.tsx'
import { useMapLinks } from './map-links.ts'
import { MapNotices } from './map-notices.tsx'
import { MapSkeleton } from './map-skeleton.tsx'
import { useMapUrl } from './map-url.ts'
import { NothingMatches, NothingOnMap } from './nothing-on-map.tsx'
import { buildScene } from './scene/build-scene.ts'
import { trafficOf } from './scene/trace.ts'
import { useLevel, useLevelKey } from './use-level.ts'
import { useMapData } from './use-map-data.ts'
import { useTopology } from './use-topology.ts'

// What the first picture does not need comes when it is asked for.
const FocusDrawer = dynamic(() => import('./drawer/focus-drawer.tsx').then((module) => module.FocusDrawer), {
  ssr: false,
})
const MapTable = dynamic(() => import('./table/map-table.tsx').then((module) => module.MapTable), { ssr: false })
const Overview = dynamic(() => import('./overview/overview.tsx').then((module) => module.Overview), { ssr: false })

/** The chart of a cluster's traffic, now or at the instant in the link: from where it comes in to who answers. */
export function MapScreen(): ReactElement {
  const t = useTranslations('map')
  const [namespaces] = useNamespaces()
  const url = useMapUrl()
  const { topology, ghosts, phase, retry } = useTopology(namespaces)
  const { text: at } = useAt()
  const isLive = at === undefined
  const stream = useServices(namespaces, { isFollowed: isLive })
  const store = isLive ? stream.store : NO_ROWS
  const streamPhase = usePhase(stream)
  const livePhase = isLive ? streamPhase : LIVE
  const scene = useMemo(() => buildScene({ topology, namespaces, ghosts }), [topology, namespaces, ghosts])
  const traffic = useMemo(() => trafficOf(scene), [scene])
  const data = useMapData(scene, store)
  const found = useMemo(
    () => findCards(scene, { filter: url.filter, rowOf: data.rowOf, traffic }),
    [scene, url.filter, data.rowOf, traffic],
  )
  const shown = useMemo(() => (url.isHiding && found ? onlyLit(scene, found.lit) : scene), [scene, url.isHiding, found])
  const level = useLevel(url.view, { namespaces, services: phase.phase === 'live' ? scene.counts.services : undefined })
  const links = useMapLinks()
  useTitle(t('title'))
  useEscape(url.q !== '', () => url.setQ(''))
  useLevelKey(level, url.setView)

  if (phase.phase === 'failed') return <Failed {...phase} onRetry={retry} />
  if (phase.phase === 'loading' || level === undefined) return <MapSkeleton />
  const silent = scene.bands.reduce(
    (sum, { routed, unrouted }) =>
      sum + [...routed, ...unrouted].filter(({ id }) => data.states.get(id) === 'none').length,
    0,
  )
  const shared = { scene: shown, data, url, hrefOf: links.hrefOf }
  return (
    <div className="flex h-full">
      <div className="flex min-w-0 flex-1 flex-col">
        <h1 className="sr-only">{t('title')}</h1>
        <MapHeadline
          counts={scene.counts}
          silent={silent}
          namespaces={namespaces}
          level={level}
          url={url}
          hrefWithQuery={links.hrefWithQuery}
        />
        <FindField
          label={t('find')}
          value={url.q}
          onChange={url.setQ}
          summary={
            found
              ? t('filter.found', { count: found.hits.length, total: scene.cards.size })
              : t('servicesCount', { count: scene.counts.services })
          }
        />
        <FilterChips url={url} found={found} total={scene.cards.size} />
        <MapNotices phase={livePhase} coverage={topology.coverage} />
        {shown.cards.size === 0 && scene.cards.size > 0 ? (
          <NothingMatches onClear={() => url.setQ('')} />
        ) : scene.cards.size === 0 ? (
          <NothingOnMap namespaces={namespaces} coverage={topology.coverage} />
        ) : level === 'overview' ? (
          <Overview {...shared} found={found} namespaceHref={links.namespaceHref} />
        ) : level === 'table' ? (
          <MapTable {...shared} found={found} traffic={traffic} />
        ) : (
          <FlowView
            {...shared}
            traffic={traffic}
            found={found}
            namespaceHref={namespaces.length === 1 ? noHref : links.namespaceHref}
            isStale={livePhase.phase === 'stale'}
          />
        )}
      </div>
      {url.focus !== null && (
        <FocusDrawer
          focus={url.focus}
          scene={scene}
          traffic={traffic}
          store={store}
          links={links}
          onClose={() => url.setFocus(undefined)}
        />
      )}
    </div>
  )
}

const noHref = () => undefined
