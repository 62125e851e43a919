'use client'

import { StoredList, useStoredList } from '../preferences/stored-list.ts'
import { ColumnResizer, NARROWEST, WIDEST } from './column-resizer.tsx'
import type { Resizing } from './virtual-table.tsx'

/** A column that somebody made wider or narrower. */
interface ColumnWidth {
  readonly table: string
  readonly column: string
  readonly width: number
}

const WIDTHS = new StoredList<ColumnWidth>({
  key: 'portolan.column-widths',
  limit: 60,
  nameOf: ({ table, column }) => `${table} ${column}`,
  parse: ({ table, column, width }) =>
    typeof table === 'string' && typeof column === 'string' && typeof width === 'number'
      ? { table, column, width: within(width) }
      : undefined,
})

/** Columns of a table that are dragged wider and narrower, or moved by keys. @param table tells tables apart */
export function useResizing(table: string): Resizing {
  const widths = useStoredList(WIDTHS)
  const widthOf = (column: string) => widths.find((one) => one.table === table && one.column === column)?.width
  return {
    widthOf,
    edge: ({ id: column, header, side }) => (
      <ColumnResizer
        header={header}
        width={widthOf(column)}
        side={side}
        onResize={(width) => {
          if (width === undefined) WIDTHS.remove({ table, column, width: 0 })
          else WIDTHS.put({ table, column, width: within(width) })
        }}
      />
    ),
  }
}

function within(width: number): number {
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)))
}
