'use client'

import './map.css'
import clsx from 'clsx'
import dynamic from 'next/dynamic'
import { type ReactElement, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { PastAtHand } from '../../folding/past-at-hand.tsx'
import { useEscape } from '../../frame/escape-stack.ts'
import { Failed } from '../../frame/failed.tsx'
import { FindField } from '../../frame/find-field.tsx'
import { useNamespaces } from '../../frame/namespaces.ts'
import { useTimedTitle } from '../../frame/timed-title.ts'
import { LIVE } from '../../live/phase.ts'
import { usePhase, useServices } from '../../live/use-live.ts'
import { NO_ROWS } from '../../time/no-rows.ts'
import { useAt } from '../../time/use-at.ts'
import { useCompared } from '../../time/use-compared.ts'
import { useIsWide } from '../../ui/media.ts'
import { AloneBar } from './alone-bar.tsx'
import { areUnread, useMapFindings } from './badges/use-map-findings.ts'
import { findMarked } from './compare/find-marked.ts'
import { useCompareKeys, useToggleCompare } from './compare/use-compare-keys.ts'
import { useComparison } from './compare/use-comparison.ts'
import { FlowView } from './drawing/flow-view.tsx'
import { findCards } from './filter/find-cards.ts'
import { useBehind } from './filter/use-behind.ts'
import { useCompletion } from './filter/use-completion.tsx'
import { FilterChips } from './filter-chips.tsx'
import { MapHeadline } from './map-headline.tsx'
import { useMapLinks } from './map-links.ts'
import { blindOn, MapNotices } from './map-notices.tsx'
import { MapSkeleton } from './map-skeleton.tsx'
import { useMapUrl } from './map-url.ts'
import { NothingMatches, NothingOnMap } from './nothing-on-map.tsx'
import { usePins } from './pins/use-pins.ts'
import { buildScene } from './scene/build-scene.ts'
import { NO_GHOSTS } from './scene/ghosts.ts'
import { trafficOf } from './scene/trace.ts'
import { useDrawn } from './use-drawn.ts'
import { useLevel, useLevelKey } from './use-level.ts'
import { useMapData } from './use-map-data.ts'
import { usePlacedGroups } from './use-placed-groups.ts'
import { useTopology } from './use-topology.ts'

// What the first picture does not need comes when it is asked for.
const CompareBar = dynamic(() => import('./compare/compare-bar.tsx').then((module) => module.CompareBar), {
  ssr: false,
})
const DifferencesDrawer = dynamic(
  () => import('./compare/differences-drawer.tsx').then((module) => module.DifferencesDrawer),
  { ssr: false },
)
const FocusDrawer = dynamic(() => import('./drawer/focus-drawer.tsx').then((module) => module.FocusDrawer), {
  ssr: false,
})
const MapTable = dynamic(() => import('./table/map-table.tsx').then((module) => module.MapTable), { ssr: false })
/** Its place is kept until it is here. */
const PictureMenu = dynamic(() => import('./picture/picture-menu.tsx').then((module) => module.PictureMenu), {
  ssr: false,
  loading: () => <span className="w-8 max-sm:hidden" />,
})
const OverviewPictureMenu = dynamic(
  () => import('./overview/overview-picture-menu.tsx').then((module) => module.OverviewPictureMenu),
  { ssr: false, loading: () => <span className="w-8 max-sm:hidden" /> },
)
const Overview = dynamic(() => import('./overview/overview.tsx').then((module) => module.Overview), { ssr: false })

/** The chart of a cluster's traffic, now or at the instant in the link: from where it comes in to who answers. */
export function MapScreen(): ReactElement {
  const t = useTranslations('map')
  const [namespaces] = useNamespaces()
  const url = useMapUrl()
  const shown = useTopology(namespaces)
  const comparison = useComparison(namespaces)
  const { show } = useCompared()
  const side = comparison?.topology && show
  const phase = comparison?.phase.phase === 'failed' ? comparison.phase : shown.phase
  const topology = comparison?.topology ?? shown.topology
  const ghosts = comparison ? NO_GHOSTS : shown.ghosts
  const { text: at } = useAt()
  const isLive = at === undefined
  const stream = useServices(namespaces, { isFollowed: isLive })
  const store = isLive ? stream.store : NO_ROWS
  const streamPhase = usePhase(stream)
  const livePhase = isLive ? streamPhase : LIVE
  const scene = useMemo(() => buildScene({ topology, namespaces, ghosts }), [topology, namespaces, ghosts])
  const traffic = useMemo(() => trafficOf(scene), [scene])
  const data = useMapData(scene, store)
  const level = useLevel(url.view, { namespaces, services: phase.phase === 'live' ? scene.counts.services : undefined })
  const grouped = usePlacedGroups(namespaces, level === 'flow' ? url.group : 'revision')
  const findings = useMapFindings(namespaces, { isOn: comparison === undefined })
  const behind = useBehind(url.filter, namespaces)
  const asked = useMemo(
    () => findCards(scene, { filter: url.filter, known: { rowOf: data.rowOf, findings, behind: behind.of }, traffic }),
    [scene, url.filter, data.rowOf, findings, behind, traffic],
  )
  const completion = useCompletion({ scene, filter: url.q, onChange: url.setQ, namespaces })
  const marked = useMemo(() => (side === 'diff' ? findMarked(scene) : undefined), [side, scene])
  const found = asked ?? marked
  const drawn = useDrawn(scene, { traffic, found, url })
  const links = useMapLinks()
  const pins = usePins(url)
  useTimedTitle(t('title'))
  useEscape(url.q !== '', () => url.setQ(''))
  useLevelKey(level, url.setView)
  const toggleCompare = useToggleCompare()
  useCompareKeys(toggleCompare)
  const isWide = useIsWide()
  const [listWish, setIsListOpen] = useState<boolean>()
  const isListOpen = listWish ?? isWide

  if (phase.phase === 'failed') return <Failed {...phase} onRetry={shown.retry} />
  if (phase.phase === 'loading' || level === undefined) return <MapSkeleton />
  const silent = scene.bands.reduce(
    (sum, { routed, unrouted }) =>
      sum + [...routed, ...unrouted].filter(({ id }) => data.states.get(id) === 'none').length,
    0,
  )
  const wrong = areUnread(findings)
    ? undefined
    : new Set([...scene.cards.values()].flatMap(({ key }) => (findings.has(key) ? key : []))).size
  const pictured = { scene: drawn, data, namespaces, at: at ?? topology.at }
  const shared = { scene: drawn, data, url, hrefOf: links.hrefOf }
  return (
    <div className="flex h-full flex-col">
      {!isLive && namespaces.length > 0 && <PastAtHand namespaces={namespaces} />}
      <h1 className="sr-only">{t('title')}</h1>
      <MapHeadline
        counts={scene.counts}
        silent={silent}
        burst={comparison ? undefined : shown.burst}
        wrong={wrong}
        namespaces={namespaces}
        level={level}
        url={url}
        hrefWithQuery={links.hrefWithQuery}
        onCompare={comparison ? undefined : toggleCompare}
        picture={
          comparison ? undefined : level === 'flow' ? (
            <PictureMenu {...pictured} open={url.open} groups={grouped.groups} grouping={url.group} />
          ) : (
            level === 'overview' && <OverviewPictureMenu {...pictured} url={url} />
          )
        }
        {...(comparison && {
          instead: (
            <CompareBar
              difference={comparison.difference}
              isListOpen={isListOpen}
              onToggleList={() => setIsListOpen(!isListOpen)}
            />
          ),
        })}
      />
      <div className="flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          <FindField
            label={t('find')}
            value={url.q}
            onChange={url.setQ}
            completion={completion}
            summary={
              asked
                ? t('filter.found', { count: asked.hits.length, total: scene.cards.size })
                : url.q.trim() !== ''
                  ? t(behind.isAsking ? 'filter.asking' : 'filter.notApplied')
                  : t('servicesCount', { count: scene.counts.services })
            }
          />
          <FilterChips url={url} found={asked} behind={behind} total={scene.cards.size} />
          <AloneBar url={url} shown={drawn.cards.size} total={scene.cards.size} />
          <MapNotices phase={livePhase} coverage={topology.coverage} refused={grouped.refused} />
          <div className={clsx('flex min-h-0 flex-1 flex-col', blindOn(topology.coverage).length > 0 && 'map-blind')}>
            {drawn.cards.size === 0 && scene.cards.size > 0 ? (
              <NothingMatches onClear={() => url.setQ('')} />
            ) : scene.cards.size === 0 ? (
              <NothingOnMap namespaces={namespaces} coverage={topology.coverage} />
            ) : level === 'overview' ? (
              <Overview
                {...shared}
                scope={namespaces.join()}
                found={found}
                namespaceHref={links.namespaceHref}
                side={side}
              />
            ) : level === 'table' ? (
              <MapTable {...shared} found={found} traffic={traffic} findings={findings} />
            ) : (
              <FlowView
                {...shared}
                traffic={traffic}
                findings={findings}
                found={found}
                namespaceHref={namespaces.length === 1 ? noHref : links.namespaceHref}
                isStale={livePhase.phase === 'stale'}
                isLive={isLive}
                side={side}
                groups={grouped.groups}
                pins={pins}
              />
            )}
          </div>
        </div>
        {comparison?.difference && isListOpen && url.focus === null && (
          <DifferencesDrawer
            difference={comparison.difference}
            hrefOf={links.hrefOf}
            onClose={() => setIsListOpen(false)}
          />
        )}
        {url.focus !== null && (
          <FocusDrawer
            focus={url.focus}
            scene={scene}
            traffic={traffic}
            store={store}
            links={links}
            url={url}
            pins={pins}
            onClose={() => url.setFocus(undefined)}
          />
        )}
      </div>
    </div>
  )
}

const noHref = () => undefined
