'use client'

import { useMedia } from './media.ts'
import type { Column } from './virtual-table.tsx'

/**
 * How many columns are in sight: neither left out by the reader nor too many for the window (`max-lg:hidden`,
 * `max-xl:hidden`). A cell across more would make the table columns that nobody sees, and give them room.
 */
export function useShownColumns(columns: readonly Column<string>[], hidden: ReadonlySet<string>): number {
  const isLarge = useMedia('(width >= 1024px)')
  const isExtraLarge = useMedia('(width >= 1280px)')
  return columns.filter(
    ({ id, className }) =>
      !hidden.has(id) &&
      (isLarge || !className.includes('max-lg:hidden')) &&
      (isExtraLarge || !className.includes('max-xl:hidden')),
  ).length
}
