'use client'

import type { ServiceRow } from '@portolan/contract'
import { CornerDownRight } from 'lucide-react'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { EndpointsBar } from '../../cluster/endpoints-bar.tsx'
import { ServiceGlyph } from '../../cluster/service-glyph.tsx'
import { serviceHref } from '../../frame/namespaces.ts'
import type { KeyedStore } from '../../live/keyed-store.ts'
import { useRow } from '../../live/use-live.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { fittingWidth } from '../../ui/fitting-width.ts'
import { Flash } from '../../ui/flash.tsx'
import { Mono } from '../../ui/mono.tsx'
import { tableColumns } from '../../ui/table-columns.ts'
import { Cell, type Column } from '../../ui/virtual-table.tsx'
import { portsText } from './ports-text.ts'

const WIDTHS = {
  name: '',
  namespace: 'w-44 max-lg:hidden',
  endpoints: 'w-48 max-md:pr-4 max-sm:w-36',
  revisions: 'w-52 max-xl:hidden',
  type: 'w-32 max-lg:hidden',
  address: 'w-36 max-xl:hidden',
  ports: 'w-36 max-xl:hidden',
  churn: 'w-32 max-md:hidden',
} as const

type ColumnId = keyof typeof WIDTHS
const COLUMNS = [
  'name',
  'namespace',
  'endpoints',
  'revisions',
  'type',
  'address',
  'ports',
  'churn',
] as const satisfies readonly ColumnId[]
const SORTABLE_COLUMNS = [
  'name',
  'namespace',
  'endpoints',
  'type',
  'address',
  'ports',
  'churn',
] as const satisfies readonly ColumnId[]

const ROOM = { around: 20, most: 240 }

/** Namespaces and ports have the room that the longest of these needs; names have the rest. */
export function useColumns(rows: readonly ServiceRow[]): readonly Column<ColumnId>[] {
  const t = useTranslations('services.columns')
  const namespace = useMemo(
    () => fittingWidth(new Set(rows.map((row) => row.namespace)), { ...ROOM, least: 110 }),
    [rows],
  )
  const ports = useMemo(() => fittingWidth(rows.map(portsText), { ...ROOM, least: 96 }), [rows])
  return useMemo(
    () =>
      tableColumns(COLUMNS, { widths: WIDTHS, header: t, fitting: { namespace, ports }, sortable: SORTABLE_COLUMNS }),
    [t, namespace, ports],
  )
}

export function isSortable(id: ColumnId): id is (typeof SORTABLE_COLUMNS)[number] {
  return SORTABLE_COLUMNS.some((one) => one === id)
}

/** The cells of one Service; renders again only when this Service changes. */
export function ServiceCells({ store, rowKey }: { store: KeyedStore<ServiceRow>; rowKey: string }): ReactElement {
  const row = useRow(store, rowKey)
  if (!row) return <Cell />
  return (
    <>
      <NameCell row={row} />
      <Cell of="namespace" className={WIDTHS.namespace}>
        <Mono text={row.namespace} className="text-text-2" />
      </Cell>
      <EndpointsCell row={row} />
      <RevisionsCell row={row} />
      <Cell of="type" className={`${WIDTHS.type} text-text-2`}>
        {row.type}
      </Cell>
      <Cell of="address" className={WIDTHS.address}>
        <span className="mono text-text-2">{row.clusterIP ?? '–'}</span>
      </Cell>
      <Cell of="ports" className={WIDTHS.ports}>
        <span className="mono text-text-2" title={portsText(row)}>
          {portsText(row) || '–'}
        </span>
      </Cell>
      <ChurnCell churn={row.churn} />
    </>
  )
}

function NameCell({ row }: { row: ServiceRow }): ReactElement {
  const t = useTranslations('services')
  return (
    <Cell className={WIDTHS.name}>
      <div className="flex min-w-0 items-center gap-2.5">
        <ServiceGlyph service={row} />
        <AppLink
          href={serviceHref(row)}
          data-row-link=""
          className="inset-focus flex min-w-[24px] items-center rounded-chip py-1 hover:text-accent"
        >
          <span className="mono shrink-0 text-text-3 lg:hidden">{row.namespace}/</span>
          <Mono text={row.name} className="font-medium text-13" />
        </AppLink>
        {row.isRouted && (
          <span data-hint={t('routed')} className="shrink-0 text-text-3 max-sm:hidden">
            <CornerDownRight size={13} aria-label={t('routed')} />
          </span>
        )}
      </div>
    </Cell>
  )
}

function EndpointsCell({ row }: { row: ServiceRow }): ReactElement {
  const t = useTranslations('services')
  const { ready, unready, terminating } = row.endpoints
  return (
    <Cell of="endpoints" className={WIDTHS.endpoints}>
      <div className="flex items-center gap-3">
        <Flash value={`${ready}/${unready}/${terminating}`} className="w-14 shrink-0 rounded-chip text-right">
          <span className={unready > 0 || ready === 0 ? 'font-medium text-text-1' : 'text-text-2'}>
            {t('ratio', { ready, total: ready + unready })}
          </span>
        </Flash>
        <EndpointsBar endpoints={row.endpoints} className="max-w-28" />
      </div>
    </Cell>
  )
}

function RevisionsCell({ row }: { row: ServiceRow }): ReactElement {
  const revisions = row.byRevision.filter(({ revision }) => revision !== null)
  return (
    <Cell of="revisions" className={WIDTHS.revisions}>
      <span className="mono text-text-3">
        {revisions.slice(0, 3).map(({ revision, ready, unready, terminating }, at) => (
          <span key={revision}>
            {at > 0 && ' · '}
            <span className={revisions.length > 1 ? 'text-text-1' : undefined}>{revision?.slice(0, 10)}</span>
            {revisions.length > 1 && ` ${ready + unready + terminating}`}
          </span>
        ))}
      </span>
    </Cell>
  )
}

function ChurnCell({ churn }: { churn: number }): ReactElement {
  return (
    <Cell of="churn" className={`${WIDTHS.churn} text-text-2`}>
      {churn === 0 ? <span className="text-text-3">0</span> : <Flash value={churn}>{churn}</Flash>}
    </Cell>
  )
}
