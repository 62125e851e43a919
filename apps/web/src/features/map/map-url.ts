'use client'

import { debounce, parseAsBoolean, parseAsNativeArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs'
import { useMemo } from 'react'
import { useLinkState } from '../../link/link-state.ts'
import { parseFilter } from './filter/parse-filter.ts'
import { DENSITIES, type Density } from './layout/density.ts'
import { GROUPINGS, type Grouping } from './layout/grouping.ts'
import { ZOOMS, type Zoom } from './overview/tiles.ts'

export const LEVELS = ['overview', 'flow', 'table'] as const
export type Level = (typeof LEVELS)[number]

const SORTS = ['name', 'trouble'] as const

const PARSERS = {
  view: parseAsStringLiteral(LEVELS).withOptions({ history: 'push' }),
  q: parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(300) }),
  hide: parseAsBoolean.withDefault(false),
  focus: parseAsString.withOptions({ history: 'push' }),
  only: parseAsBoolean.withDefault(false),
  open: parseAsNativeArrayOf(parseAsString).withDefault([]),
  density: parseAsStringLiteral(DENSITIES).withDefault('card'),
  group: parseAsStringLiteral(GROUPINGS).withDefault('revision'),
  sort: parseAsStringLiteral(SORTS).withDefault('name'),
  zoom: parseAsStringLiteral(ZOOMS),
  pin: parseAsNativeArrayOf(parseAsString).withDefault([]),
}

/** What of the map is in its link: level, filter, the object in the drawer, opened cards, density, what endpoints are grouped by, how closely the overview is looked at. */
export function useMapUrl() {
  const [{ view, q, hide, focus, only, open, density, group, sort, zoom, pin }, set] = useLinkState(PARSERS)
  const filter = useMemo(() => parseFilter(q), [q])
  const opened = useMemo(() => new Set(open), [open])
  return {
    view,
    q,
    filter,
    isHiding: hide,
    focus,
    /** Nothing is drawn but the object in the drawer and what its traffic touches. */
    isAlone: only && focus !== null,
    open: opened,
    density,
    group,
    sort,
    /** How closely the overview is looked at; null: as closely as the window has room for everything. */
    zoom,
    /** Keys of Services that the link pins. */
    pin,
    setView: (next: Level) => void set({ view: next }),
    setQ: (next: string) => void set({ q: next || null }),
    setHiding: (next: boolean) => void set({ hide: next || null }),
    setFocus: (next: string | undefined) =>
      void set({ focus: next ?? null, ...(next === undefined && { only: null }) }),
    /** Overview draws no connections: from there it leads to the flow. */
    showAlone: (key: string) => void set({ focus: key, only: true, ...(view !== 'table' && { view: 'flow' }) }),
    endAlone: () => void set({ only: null }),
    setDensity: (next: Density) => void set({ density: next }),
    setGroup: (next: Grouping) => void set({ group: next }),
    setSort: (next: (typeof SORTS)[number]) => void set({ sort: next }),
    setPin: (next: readonly string[]) => void set({ pin: next.length > 0 ? [...next] : null }),
    setZoom: (next: Zoom | null) => void set({ zoom: next }),
    toggleOpen: (id: string) => {
      const rest = open.filter((one) => one !== id)
      void set({ open: rest.length < open.length ? rest : [...open, id].sort() })
    },
  }
}

export type MapUrl = ReturnType<typeof useMapUrl>
