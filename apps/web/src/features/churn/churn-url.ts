'use client'

import { debounce, parseAsString, parseAsStringLiteral } from 'nuqs'
import { useMemo } from 'react'
import { useLinkState } from '../../link/link-state.ts'
import type { Sort } from '../../ui/virtual-table.tsx'
import { type Arrangement, SORTABLE, type SortBy } from './arrange-churn.ts'

const SORTS = SORTABLE.flatMap((by) => [by, `-${by}`] as const)

const PARSERS = {
  q: parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(300) }),
  sort: parseAsStringLiteral(SORTS).withDefault('-churn'),
  multiples: parseAsStringLiteral(['1']),
  service: parseAsString.withOptions({ history: 'push' }),
}

/** Filter and order of the table of churn, and which Service is open (`namespace/name`), from the link. */
export function useChurnUrl() {
  const [{ q, sort, multiples, service }, set] = useLinkState(PARSERS)
  const isDescending = sort.startsWith('-')
  const by = (isDescending ? sort.slice(1) : sort) as SortBy
  const arrangement: Arrangement = useMemo(() => ({ q, by, isDescending }), [q, by, isDescending])
  return {
    arrangement,
    sort: { by, direction: isDescending ? 'descending' : 'ascending' } satisfies Sort<SortBy>,
    /** Small charts in place of the table. */
    isMultiple: multiples !== null,
    setMultiple: (isMultiple: boolean) => void set({ multiples: isMultiple ? '1' : null }),
    openService: service ?? undefined,
    setQ: (next: string) => void set({ q: next || null }),
    sortBy: (next: SortBy) => void set({ sort: nextSort(sort, next) }),
    open: (next: string | undefined) => void set({ service: next ?? null }),
  }
}

/** Numbers start with the largest, of what is best large with the smallest; a second click turns the order. */
function nextSort(sort: (typeof SORTS)[number], by: SortBy): (typeof SORTS)[number] {
  const first = by === 'name' || by === 'readyMin' ? by : (`-${by}` as const)
  const second = first === by ? (`-${by}` as const) : by
  return sort === first ? second : first
}
