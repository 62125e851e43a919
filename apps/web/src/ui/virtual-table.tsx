'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import clsx from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ReactElement, type ReactNode, type Ref, useImperativeHandle, useRef } from 'react'
import { HiddenColumnsProvider, useHidden } from './hidden-columns.ts'

export interface Column<Id extends string> {
  readonly id: Id
  readonly header: string
  /** Width and visibility: `w-24 max-md:hidden`. Shared by the header and every cell; without a width it takes the rest. */
  readonly className: string
  /** Pixels that its contents need, in place of the width in `className`. */
  readonly width?: number | undefined
  readonly isSortable?: boolean
}

export interface Sort<Id extends string> {
  readonly by: Id
  readonly direction: 'ascending' | 'descending'
}

/** What a screen may do to a table: move the focus along the rows, or go back to the top. */
export interface TableHandle {
  focusRow(index: number): void
  /** −1 where no row has the focus. */
  focusedRow(): number
  scrollToTop(): void
}

/** What makes columns wider and narrower. */
export interface Resizing {
  /** Pixels; `undefined` for a column as wide as it was made. */
  readonly widthOf: (column: string) => number | undefined
  /** The edge of a column that can be moved; `side` is where it is. */
  readonly edge: (column: { id: string; header: string; side: 'left' | 'right' }) => ReactElement
}

interface VirtualTableProperties<Id extends string> {
  readonly label: string
  readonly columns: readonly Column<Id>[]
  /** Ids of columns that are left out: their header here, and each `Cell` that says it is of one of them. */
  readonly hidden?: ReadonlySet<string> | undefined
  readonly count: number
  readonly keyOf: (index: number) => string | number
  /** The cells of one row, each a `Cell`; the row's link carries `data-row-link`. */
  readonly renderRow: (index: number) => ReactElement
  /** Absent: columns are as wide as they are. */
  readonly resizing?: Resizing
  readonly sort?: Sort<Id> | undefined
  readonly onSort?: (by: Id) => void
  readonly rowHeight?: number
  readonly isSelected?: (index: number) => boolean
  readonly onScroll?: (state: { isAtTop: boolean; isNearEnd: boolean }) => void
  readonly handle?: Ref<TableHandle>
  /** Its rows hold nothing that takes the focus, so the table takes it: the keyboard must be able to scroll. */
  readonly takesFocus?: boolean
  /** Stands below the last row. */
  readonly footer?: ReactNode
}

const NOTHING_HIDDEN: ReadonlySet<string> = new Set()

/** A table of any length that keeps only the rows in sight. Fills its parent and scrolls inside. */
export function VirtualTable<Id extends string>(properties: VirtualTableProperties<Id>): ReactElement {
  const { label, columns, hidden = NOTHING_HIDDEN, count, keyOf, renderRow } = properties
  const { rowHeight = 32, isSelected, onScroll, handle, takesFocus, footer } = properties
  const viewport = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    getItemKey: keyOf,
    overscan: 12,
  })
  useImperativeHandle(handle, () => tableHandle(viewport, (index) => virtual.scrollToIndex(index)), [virtual])
  const rows = virtual.getVirtualItems()
  return (
    <div
      ref={viewport}
      {...(takesFocus && { role: 'region', tabIndex: 0, 'aria-label': label })}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) =>
        onScroll?.({ isAtTop: scrollTop < rowHeight, isNearEnd: scrollTop + 2 * clientHeight > scrollHeight })
      }
      className="inset-focus scroll-fade h-full overflow-x-hidden overflow-y-auto [overflow-anchor:none] [scroll-padding-top:32px]"
    >
      <table
        aria-label={label}
        aria-rowcount={count + 1}
        className="w-full table-fixed border-separate border-spacing-0"
        // Rows out of sight are space around the table.
        style={{ marginTop: rows[0]?.start ?? 0, marginBottom: virtual.getTotalSize() - (rows.at(-1)?.end ?? 0) }}
      >
        <Header {...properties} columns={columns.filter(({ id }) => !hidden.has(id))} />
        <tbody>
          {rows.map(({ key, index }) => (
            <tr
              key={key}
              aria-rowindex={index + 2}
              data-row={index}
              data-selected={isSelected?.(index) || undefined}
              className="relative transition-colors hover:bg-surface data-selected:bg-accent-tint"
              style={{ height: rowHeight }}
            >
              <HiddenColumnsProvider value={hidden}>{renderRow(index)}</HiddenColumnsProvider>
            </tr>
          ))}
        </tbody>
      </table>
      {footer}
    </div>
  )
}

const EDGES = 'px-2 first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6'

function Header<Id extends string>({ columns, resizing, sort, onSort }: VirtualTableProperties<Id>): ReactElement {
  const rest = columns.findIndex(({ className, width }) => width === undefined && !/(^| )w-/.test(className))
  return (
    <thead className="sticky top-0 z-10 bg-page">
      <tr aria-rowindex={1} className="h-8">
        {columns.map(({ id, header, className, width, isSortable }, at) => (
          <th
            key={id}
            scope="col"
            // Its name is read with every cell: without what moves its edge.
            aria-label={header}
            aria-sort={isSortable ? (sort?.by === id ? sort.direction : 'none') : undefined}
            style={{ width: at === rest ? undefined : (resizing?.widthOf(id) ?? width) }}
            className={clsx(
              'relative truncate border-line border-b text-left font-normal text-12 text-text-3',
              EDGES,
              className,
            )}
          >
            {isSortable ? (
              <button
                type="button"
                onClick={() => onSort?.(id)}
                className={clsx(
                  'inset-focus -mx-1 inline-flex h-[24px] max-w-full items-center gap-1 rounded-chip px-1 align-middle hover:text-text-1',
                  sort?.by === id && 'font-medium text-text-1',
                )}
              >
                <span className="truncate">{header}</span>
                {sort?.by === id && <SortArrow direction={sort.direction} />}
              </button>
            ) : (
              header
            )}
            {columns.length > 1 && at !== rest && resizing?.edge({ id, header, side: at < rest ? 'right' : 'left' })}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function SortArrow({ direction }: { direction: Sort<string>['direction'] }): ReactElement {
  const Icon = direction === 'ascending' ? ArrowUp : ArrowDown
  return <Icon size={12} aria-hidden="true" className="shrink-0" />
}

/** One cell; `className` is its column's. Nothing where its column is left out. */
export function Cell({
  of,
  className,
  children,
}: {
  /** Id of its column; absent for one that always stays. */
  of?: string
  className?: string
  children?: ReactNode
}): ReactElement | null {
  const hidden = useHidden()
  if (of !== undefined && hidden.has(of)) return null
  return <td className={clsx('truncate border-line border-b', EDGES, className)}>{children}</td>
}

function tableHandle(
  viewport: { readonly current: HTMLElement | null },
  scrollToIndex: (index: number) => void,
): TableHandle {
  const linkIn = (index: number) =>
    viewport.current?.querySelector<HTMLElement>(`[data-row="${index}"] [data-row-link]`)
  return {
    focusRow: (index) => {
      scrollToIndex(index)
      requestAnimationFrame(() => linkIn(index)?.focus({ preventScroll: true }))
    },
    focusedRow: () => Number(document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row ?? -1),
    scrollToTop: () => viewport.current?.scrollTo({ top: 0 }),
  }
}
