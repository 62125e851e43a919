'use client'

import { debounce, parseAsNativeArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs'
import { useMemo } from 'react'
import { SEVERITIES } from '../../cluster/severity.ts'
import { useLinkState } from '../../link/link-state.ts'
import type { Sort } from '../../ui/virtual-table.tsx'
import { type FindingsFilter, SORTABLE, type SortBy } from './arrange-findings.ts'

const SORTS = SORTABLE.flatMap((by) => [by, `-${by}`] as const)

const PARSERS = {
  severity: parseAsNativeArrayOf(parseAsStringLiteral(SEVERITIES)).withDefault([]),
  group: parseAsNativeArrayOf(parseAsString).withDefault([]),
  rule: parseAsNativeArrayOf(parseAsString).withDefault([]),
  q: parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(300) }),
  sort: parseAsStringLiteral(SORTS),
  id: parseAsString.withOptions({ history: 'push' }),
}

/** What is chosen of the findings and which one is open, from the link. */
export function useFindingsUrl() {
  const [{ severity, group, rule, q, sort, id }, set] = useLinkState(PARSERS)
  const filter = useMemo<FindingsFilter>(
    () => ({ severities: severity, groups: group, rules: rule, q }),
    [severity, group, rule, q],
  )
  const orNone = <Value>(values: readonly Value[]) => (values.length > 0 ? [...values] : null)
  return {
    filter,
    isFiltered: severity.length + group.length + rule.length > 0 || q !== '',
    /** Absent: by rule, with headings. */
    sort: useMemo(() => (sort === null ? undefined : sortOf(sort)), [sort]),
    /** First the worst, the newest, or the alphabet; then the other way round; then by rule again. */
    sortBy: (by: SortBy) => {
      const first = by === 'since' ? (`-${by}` as const) : by
      const second = first === by ? (`-${by}` as const) : by
      void set({ sort: sort === first ? second : sort === second ? null : first })
    },
    openId: id ?? undefined,
    setSeverities: (next: FindingsFilter['severities']) => void set({ severity: orNone(next) }),
    setGroups: (next: readonly string[]) => void set({ group: orNone(next) }),
    setRules: (next: readonly string[]) => void set({ rule: orNone(next) }),
    setQ: (next: string) => void set({ q: next || null }),
    open: (next: string | undefined) => void set({ id: next ?? null }),
    clear: () => void set({ severity: null, group: null, rule: null, q: null }),
  }
}

function sortOf(sort: (typeof SORTS)[number]): Sort<SortBy> {
  const isDescending = sort.startsWith('-')
  return {
    by: (isDescending ? sort.slice(1) : sort) as SortBy,
    direction: isDescending ? 'descending' : 'ascending',
  }
}
