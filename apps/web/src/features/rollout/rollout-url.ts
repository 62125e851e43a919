'use client'

import { debounce, parseAsString, parseAsStringLiteral } from 'nuqs'
import { useCallback, useMemo } from 'react'
import { useLinkState } from '../../link/link-state.ts'
import { parseTime } from '../../time/time-window.ts'
import { parseAsTime } from '../../time/use-time-window.ts'
import { LANE_ORDERS, type LaneOrder } from './model/lanes.ts'
import { SHORTEST_MS, type Stretch } from './model/stretch.ts'

export const ROLLOUT_VIEWS = ['chart', 'table'] as const
export type RolloutViewName = (typeof ROLLOUT_VIEWS)[number]

const PARSERS = {
  id: parseAsString,
  against: parseAsString.withOptions({ history: 'push' }),
  service: parseAsString,
  pod: parseAsString.withOptions({ history: 'push' }),
  view: parseAsStringLiteral(ROLLOUT_VIEWS).withDefault('chart'),
  sort: parseAsStringLiteral(LANE_ORDERS).withDefault('time'),
  from: parseAsTime,
  to: parseAsTime,
}

/** Which rollout, of which Service's view, which stretch of it, and what is open beside it: all in the link. */
export function useRolloutUrl() {
  const [{ id, against, service, pod, view, sort, from, to }, set] = useLinkState(PARSERS)
  const stretch = useMemo(() => stretchOf(from, to), [from, to])
  const hold = useCallback(
    (next: Stretch | undefined) =>
      void set(
        { from: next ? iso(next.from) : null, to: next ? iso(next.to) : null },
        { history: 'replace', limitUrlUpdates: debounce(300) },
      ),
    [set],
  )
  return {
    id: id ?? undefined,
    against: against ?? undefined,
    service: service ?? undefined,
    openPod: pod ?? undefined,
    view,
    order: sort,
    stretch,
    hold,
    compareWith: (next: string | undefined) => void set({ against: next ?? null }),
    chooseService: (next: string) => void set({ service: next }),
    openPodOf: useCallback((uid: string | undefined) => void set({ pod: uid ?? null }), [set]),
    show: (next: RolloutViewName) => void set({ view: next }),
    orderBy: (next: LaneOrder) => void set({ sort: next }),
  }
}

function stretchOf(from: string | null, to: string | null): Stretch | undefined {
  const begin = from === null ? undefined : parseTime(from, 0)
  const end = to === null ? undefined : parseTime(to, 0)
  return begin !== undefined && end !== undefined && end - begin >= SHORTEST_MS ? { from: begin, to: end } : undefined
}

function iso(epochMs: number): string {
  return new Date(Math.round(epochMs)).toISOString()
}
