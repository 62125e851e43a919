'use client'

import { type ReactElement, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { countStates } from '../../cluster/service-state.ts'
import { Failed } from '../../frame/failed.tsx'
import { FindField } from '../../frame/find-field.tsx'
import { useNamespaces } from '../../frame/namespaces.ts'
import { useShortcuts } from '../../frame/shortcuts.ts'
import { useTimedTitle } from '../../frame/timed-title.ts'
import { useShownServices } from '../../time/use-shown-services.ts'
import { fieldsLeftOut, useHiddenColumns } from '../../ui/hidden-columns.ts'
import { ListSkeleton } from '../../ui/list-skeleton.tsx'
import { saveTable } from '../../ui/save-table.ts'
import { type TableFormat, TableMenu } from '../../ui/table-menu.tsx'
import { useResizing } from '../../ui/use-resizing.tsx'
import { type TableHandle, VirtualTable } from '../../ui/virtual-table.tsx'
import { arrangeServices } from './arrange-services.ts'
import { NothingFound } from './nothing-found.tsx'
import { isSortable, ServiceCells, useColumns } from './service-cells.tsx'
import { SERVICE_FIELDS, serviceLine } from './service-line.ts'
import { useArrangement } from './services-url.ts'
import { StateFilter } from './state-filter.tsx'

/** Every Service as one row, live or at the instant shown. Values change in place; places change at most once a second. */
export function ServicesScreen(): ReactElement {
  const t = useTranslations('services')
  const [namespaces] = useNamespaces()
  const { store, rows, phase } = useShownServices(namespaces)
  const { arrangement, sort, setQ, setStates, sortBy } = useArrangement()
  const table = useRef<TableHandle>(null)
  const columns = useColumns(rows)
  const { hidden } = useHiddenColumns()
  const resizing = useResizing('services')
  const menu = useTranslations('tableMenu')

  const keys = useMemo(() => arrangeServices(rows, arrangement), [rows, arrangement])
  const counts = useMemo(() => countStates(rows), [rows])

  const save = (format: TableFormat) =>
    saveTable(
      keys.flatMap((key) => store.get(key) ?? []),
      { format, name: 'services', line: serviceLine, leftOut: fieldsLeftOut(hidden, SERVICE_FIELDS) },
    )
  useTimedTitle(t('title'))
  useRowKeys(table, keys.length)

  if (phase.phase === 'loading') return <ListSkeleton />
  if (phase.phase === 'failed') return <Failed {...phase} />
  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">{t('title')}</h1>
      <StateFilter counts={counts} chosen={arrangement.states} onChoose={setStates}>
        <TableMenu
          className="ml-auto"
          columns={columns.slice(1)}
          onSave={save}
          hint={menu('rows', { count: keys.length })}
        />
      </StateFilter>
      <FindField
        label={t('find')}
        value={arrangement.q}
        onChange={setQ}
        summary={t('shown', { shown: keys.length, total: rows.length })}
      />
      <div className="min-h-0 flex-1">
        {keys.length === 0 ? (
          <NothingFound
            isEmpty={rows.length === 0}
            onClear={() => {
              setQ('')
              setStates([])
            }}
          />
        ) : (
          <VirtualTable
            resizing={resizing}
            label={t('title')}
            columns={columns}
            hidden={hidden}
            count={keys.length}
            keyOf={(at) => keys[at] ?? at}
            renderRow={(at) => <ServiceCells store={store} rowKey={keys[at] ?? ''} />}
            sort={sort.by === 'trouble' ? undefined : { ...sort, by: sort.by }}
            onSort={(id) => isSortable(id) && sortBy(id)}
            rowHeight={36}
            handle={table}
          />
        )}
      </div>
    </div>
  )
}

function useRowKeys(table: { readonly current: TableHandle | null }, count: number): void {
  const move = (step: number) => {
    const at = (table.current?.focusedRow() ?? -1) + step
    table.current?.focusRow(Math.min(Math.max(0, at), count - 1))
  }
  useShortcuts([
    { id: 'list.next', run: () => move(1) },
    { id: 'list.previous', run: () => move(-1) },
  ])
}
