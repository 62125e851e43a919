'use client'

import { debounce, parseAsNativeArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs'
import { useMemo } from 'react'
import { SERVICE_STATES } from '../../cluster/service-state.ts'
import { useLinkState } from '../../link/link-state.ts'
import type { Sort } from '../../ui/virtual-table.tsx'
import { type Arrangement, SORTABLE, type SortBy } from './arrange-services.ts'

const SORTS = SORTABLE.flatMap((by) => [by, `-${by}`] as const)

const PARSERS = {
  q: parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(300) }),
  state: parseAsNativeArrayOf(parseAsStringLiteral(SERVICE_STATES)).withDefault([]),
  sort: parseAsStringLiteral(SORTS).withDefault('namespace'),
}

/** Filter and order of the Services table, from the URL: `q`, `state` (repeated), `sort` (`-` turns it). */
export function useArrangement() {
  const [{ q, state, sort }, set] = useLinkState(PARSERS)
  const isDescending = sort.startsWith('-')
  const by = (isDescending ? sort.slice(1) : sort) as SortBy
  const arrangement: Arrangement = useMemo(() => ({ q, states: state, by, isDescending }), [q, state, by, isDescending])
  return {
    arrangement,
    sort: { by, direction: isDescending ? 'descending' : 'ascending' } satisfies Sort<SortBy>,
    setQ: (next: string) => void set({ q: next || null }),
    setStates: (next: Arrangement['states']) => void set({ state: next.length > 0 ? [...next] : null }),
    sortBy: (next: SortBy) => void set({ sort: nextSort(sort, next) }),
  }
}

/** Numbers start with the largest; a second click turns the order. */
function nextSort(sort: (typeof SORTS)[number], by: SortBy): (typeof SORTS)[number] {
  const first = by === 'endpoints' || by === 'churn' ? (`-${by}` as const) : by
  const second = first === by ? (`-${by}` as const) : by
  return sort === first ? second : first
}
