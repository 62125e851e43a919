'use client'

import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { EndpointsBar } from '../../../cluster/endpoints-bar.tsx'
import { useRow } from '../../../live/use-live.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import { fieldsLeftOut, useHiddenColumns } from '../../../ui/hidden-columns.ts'
import { Mono } from '../../../ui/mono.tsx'
import { saveTable } from '../../../ui/save-table.ts'
import { type TableFormat, TableMenu } from '../../../ui/table-menu.tsx'
import { useResizing } from '../../../ui/use-resizing.tsx'
import { Cell, type Column, VirtualTable } from '../../../ui/virtual-table.tsx'
import { FindingsBadge } from '../badges/findings-badge.tsx'
import type { FindingsByKey, ObjectFindings } from '../badges/findings-by-key.ts'
import { MarkSign } from '../compare/mark-sign.tsx'
import type { Found } from '../filter/find-cards.ts'
import type { MapUrl } from '../map-url.ts'
import { CARD_LOOK } from '../scene/card-look.ts'
import { knownReason, serviceCardState } from '../scene/card-state.ts'
import type { Scene } from '../scene/scene.ts'
import type { Traffic } from '../scene/trace.ts'
import type { MapData } from '../use-map-data.ts'
import {
  revisionsOf,
  TABLE_FIELDS,
  TABLE_SORTS,
  type TableRow,
  type TableSort,
  tableLine,
  tableRows,
} from './table-rows.ts'
import { useTableOrder } from './table-url.ts'

const WIDTHS: Record<TableSort, string> = {
  service: '',
  namespace: 'w-36 max-md:hidden',
  state: 'w-64 max-lg:hidden',
  // In a narrow window the menu of the table stands in its header.
  endpoints: 'w-44 max-sm:pr-11!',
  from: 'w-80 max-md:hidden',
  revisions: 'w-40 max-xl:hidden',
}

interface MapTableProperties {
  readonly scene: Scene
  readonly traffic: Traffic
  readonly found: Found | undefined
  readonly data: MapData
  readonly findings: FindingsByKey
  readonly url: MapUrl
  readonly hrefOf: (key: string) => string
}

/** The chart as a table: everything it says of Services, for reading aloud, sorting and copying. */
export function MapTable({ scene, traffic, found, data, findings, url, hrefOf }: MapTableProperties): ReactElement {
  const t = useTranslations('map.table')
  const menu = useTranslations('tableMenu')
  const { sort, sortBy } = useTableOrder()
  const { hidden } = useHiddenColumns()
  const resizing = useResizing('map')
  const rows = useMemo(
    () =>
      tableRows(scene, {
        traffic,
        states: data.states,
        rowOf: data.rowOf,
        sort: sort.by,
        isDescending: sort.direction === 'descending',
        hits: found && new Set(found.hits),
      }),
    [scene, traffic, data.states, data.rowOf, sort, found],
  )
  const columns = useMemo<Column<TableSort>[]>(
    () =>
      TABLE_SORTS.map((id) => ({
        id,
        header: t(id),
        className: WIDTHS[id],
        isSortable: true,
      })),
    [t],
  )
  const save = (format: TableFormat) =>
    saveTable(rows.map(tableLine), {
      format,
      name: 'map',
      line: (line) => line,
      leftOut: fieldsLeftOut(hidden, TABLE_FIELDS),
    })
  return (
    <div className="relative min-h-0 flex-1">
      <TableMenu
        className="absolute! top-0.5 right-3 z-20"
        columns={columns.slice(1)}
        onSave={save}
        hint={menu('rows', { count: rows.length })}
      />
      <VirtualTable<TableSort>
        resizing={resizing}
        label={t('label')}
        columns={columns}
        hidden={hidden}
        count={rows.length}
        keyOf={(at) => rows[at]?.card.id ?? at}
        renderRow={(at) => (
          <Cells row={rows[at]} data={data} wrong={findings.get(rows[at]?.card.key ?? '')} hrefOf={hrefOf} />
        )}
        sort={sort}
        onSort={sortBy}
        rowHeight={36}
        isSelected={(at) => url.focus !== null && rows[at]?.card.key === url.focus}
      />
    </div>
  )
}

function Cells({
  row,
  data,
  wrong,
  hrefOf,
}: {
  row: TableRow | undefined
  data: MapData
  wrong: ObjectFindings | undefined
  hrefOf: (key: string) => string
}): ReactElement {
  const t = useTranslations('map')
  const live = useRow(data.store, row?.card.key ?? '')
  if (!row) return <Cell />
  const { card, routes } = row
  const state = serviceCardState(card, live)
  const counts = live ?? card
  const { ready, unready } = counts.endpoints
  const [route, ...others] = routes
  return (
    <>
      <Cell className={WIDTHS.service}>
        <span className="flex min-w-0 items-center gap-2.5">
          {card.mark && <MarkSign mark={card.mark} />}
          <Glyph {...CARD_LOOK[state]} size={12} />
          <AppLink
            href={hrefOf(card.key)}
            data-row-link=""
            scroll={false}
            className="inset-focus flex min-w-[24px] rounded-chip py-1 hover:text-accent"
          >
            <span className="mono shrink-0 text-text-3 md:hidden">{card.namespace}/</span>
            <Mono text={card.name} className="font-medium text-13" />
          </AppLink>
          {wrong && <FindingsBadge of={card.key} findings={wrong} className="shrink-0" />}
        </span>
      </Cell>
      <Cell of="namespace" className={WIDTHS.namespace}>
        <Mono text={card.namespace ?? ''} className="text-text-2" />
      </Cell>
      <Cell of="endpoints" className={WIDTHS.endpoints}>
        {card.presence === 'observed' && (
          <span className="flex items-center gap-3">
            <span className="w-14 shrink-0 text-right">{t('ratio', { ready, total: ready + unready })}</span>
            <EndpointsBar endpoints={counts.endpoints} className="max-w-20 max-sm:hidden" />
          </span>
        )}
      </Cell>
      <Cell of="state" className={`${WIDTHS.state} text-text-2`}>
        {card.presence === 'observed'
          ? t(`reason.${knownReason(counts.reason)}`)
          : t(`presence.${card.presence}`, { kind: card.kind })}
      </Cell>
      <Cell of="from" className={WIDTHS.from}>
        <span className="mono flex min-w-0 gap-2 text-text-2">
          <span className="truncate">{route ?? t('table.none')}</span>
          {others.length > 0 && (
            <span className="shrink-0 text-text-3">{t('table.moreRoutes', { count: others.length })}</span>
          )}
        </span>
      </Cell>
      <Cell of="revisions" className={`${WIDTHS.revisions} mono text-text-3`}>
        {revisionsOf({ counts })
          .map((revision) => revision.slice(0, 10))
          .join(' · ')}
      </Cell>
    </>
  )
}
