import type { Column } from './virtual-table.tsx'

/** Columns in this order, each with the class its cells have and what it is called; in a narrow window only the one that tells all. */
export function tableColumns<Id extends string>(
  ids: readonly Id[],
  {
    widths,
    header,
    only,
    fitting,
    sortable = [],
  }: {
    widths: Readonly<Record<Id, string>>
    header: (id: Id) => string
    /** The one column of a narrow window; absent in a wide one. */
    only?: Id | undefined
    /** Pixels that the contents of some columns need. */
    fitting?: Readonly<Partial<Record<Id, number>>>
    sortable?: readonly Id[]
  },
): readonly Column<Id>[] {
  if (only !== undefined) return [{ id: only, header: header(only), className: '' }]
  return ids.map((id) => ({
    id,
    header: header(id),
    className: widths[id],
    width: fitting?.[id],
    isSortable: sortable.includes(id),
  }))
}
