'use client'

import { parseAsStringLiteral } from 'nuqs'
import { useLinkState } from '../../../link/link-state.ts'
import type { Sort } from '../../../ui/virtual-table.tsx'
import { TABLE_SORTS, type TableSort } from './table-rows.ts'

const ORDERS = TABLE_SORTS.flatMap((by) => [by, `-${by}`] as const)

const PARSERS = { order: parseAsStringLiteral(ORDERS).withDefault('namespace') }

/** The order of the map's table, from the link: `order`, with `-` in front the other way round. (`sort` is the chart's.) */
export function useTableOrder() {
  const [{ order }, set] = useLinkState(PARSERS)
  const isDescending = order.startsWith('-')
  const by = (isDescending ? order.slice(1) : order) as TableSort
  return {
    sort: { by, direction: isDescending ? 'descending' : 'ascending' } satisfies Sort<TableSort>,
    /** A second click turns the order. */
    sortBy: (next: TableSort) => void set({ order: next === by && !isDescending ? `-${next}` : next }),
  }
}
