'use client'

import { useCallback, useMemo } from 'react'
import { type EndpointGroup, shownGroups } from '../layout/grouping.ts'
import type { LiveCounts } from '../scene/card-state.ts'
import { groupsByRevision, type PlacedGroups } from '../scene/group-endpoints.ts'
import type { CardId, Scene } from '../scene/scene.ts'
import type { MapData } from '../use-map-data.ts'
import type { Flow } from './flow-context.ts'

const NO_GROUPS: readonly EndpointGroup[] = []

/** The groups of a Service's endpoints. @param placed by key; absent: by revision, as the counts tell */
export function useGroupsOf(placed: PlacedGroups | undefined): Flow['groupsOf'] {
  return useCallback(
    (key: string, counts: Pick<LiveCounts, 'byRevision'>) =>
      placed ? (placed.get(key) ?? NO_GROUPS) : groupsByRevision(counts),
    [placed],
  )
}

/** Lines of endpoints of the Services that are opened. The same map until one of them has more or fewer. */
export function useOpenLines(
  scene: Scene,
  open: ReadonlySet<CardId>,
  { data, groupsOf }: { data: MapData; groupsOf: Flow['groupsOf'] },
): ReadonlyMap<CardId, number> {
  const lines = [...open].flatMap((id): [CardId, number][] => {
    const card = scene.cards.get(id)
    if (card?.column !== 'services') return []
    return [[id, shownGroups(groupsOf(card.key, data.rowOf(card.key) ?? card), true).lines]]
  })
  const text = JSON.stringify(lines)
  return useMemo(() => new Map(JSON.parse(text) as [CardId, number][]), [text])
}
