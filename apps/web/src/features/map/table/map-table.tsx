'use client'

import { type ReactElement, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { EndpointsBar } from '../../../cluster/endpoints-bar.tsx'
import { useRow } from '../../../live/use-live.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import { Mono } from '../../../ui/mono.tsx'
import { Cell, type Column, type Sort, VirtualTable } from '../../../ui/virtual-table.tsx'
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
import { TABLE_SORTS, type TableRow, type TableSort, tableRows } from './table-rows.ts'

type ColumnId = TableSort | 'endpoints' | 'from' | 'revisions'

const WIDTHS: Record<ColumnId, string> = {
  service: '',
  namespace: 'w-36 max-md:hidden',
  state: 'w-52 max-lg:hidden',
  endpoints: 'w-44 max-sm:w-28',
  from: 'w-72 max-md:hidden',
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
  const [sort, setSort] = useState<Sort<TableSort>>({ by: 'namespace', direction: 'ascending' })
  const rows = useMemo(
    () =>
      tableRows(scene, {
        traffic,
        states: data.states,
        sort: sort.by,
        isDescending: sort.direction === 'descending',
        hits: found && new Set(found.hits),
      }),
    [scene, traffic, data.states, sort, found],
  )
  const columns = useMemo<Column<ColumnId>[]>(
    () =>
      (['service', 'namespace', 'endpoints', 'state', 'from', 'revisions'] as const).map((id) => ({
        id,
        header: t(id),
        className: WIDTHS[id],
        isSortable: TABLE_SORTS.some((one) => one === id),
      })),
    [t],
  )
  const sortBy = (id: ColumnId) => {
    const by = TABLE_SORTS.find((one) => one === id)
    if (!by) return
    const isTurned = sort.by === by && sort.direction === 'ascending'
    setSort({ by, direction: isTurned ? 'descending' : 'ascending' })
  }
  return (
    <div className="min-h-0 flex-1">
      <VirtualTable<ColumnId>
        label={t('label')}
        columns={columns}
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
            className="inset-focus flex min-w-0 rounded-chip py-1 hover:text-accent"
          >
            <span className="mono shrink-0 text-text-3 md:hidden">{card.namespace}/</span>
            <Mono text={card.name} className="font-medium text-13" />
          </AppLink>
          {wrong && <FindingsBadge of={card.key} findings={wrong} className="shrink-0" />}
        </span>
      </Cell>
      <Cell className={WIDTHS.namespace}>
        <Mono text={card.namespace ?? ''} className="text-text-2" />
      </Cell>
      <Cell className={WIDTHS.endpoints}>
        {card.presence === 'observed' && (
          <span className="flex items-center gap-3">
            <span className="w-14 shrink-0 text-right">{t('ratio', { ready, total: ready + unready })}</span>
            <EndpointsBar endpoints={counts.endpoints} className="max-w-20 max-sm:hidden" />
          </span>
        )}
      </Cell>
      <Cell className={`${WIDTHS.state} text-text-2`}>
        {card.presence === 'observed'
          ? t(`reason.${knownReason(counts.reason)}`)
          : t(`presence.${card.presence}`, { kind: card.kind })}
      </Cell>
      <Cell className={WIDTHS.from}>
        <span className="mono flex min-w-0 gap-2 text-text-2">
          <span className="truncate">{route ?? t('table.none')}</span>
          {others.length > 0 && (
            <span className="shrink-0 text-text-3">{t('table.moreRoutes', { count: others.length })}</span>
          )}
        </span>
      </Cell>
      <Cell className={`${WIDTHS.revisions} mono text-text-3`}>
        {counts.byRevision.flatMap(({ revision }) => revision?.slice(0, 10) ?? []).join(' · ')}
      </Cell>
    </>
  )
}
