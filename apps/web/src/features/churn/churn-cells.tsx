'use client'

import type { ServiceChurn } from '@portolan/contract'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useDuration } from '../../i18n/use-duration.ts'
import { Mono } from '../../ui/mono.tsx'
import { RowLink } from '../../ui/row-link.tsx'
import { tableColumns } from '../../ui/table-columns.ts'
import { Cell, type Column } from '../../ui/virtual-table.tsx'
import { keyOf, SORTABLE, type SortBy } from './arrange-churn.ts'
import type { HeatScale } from './heat-scale.ts'
import { HeatStrip } from './heat-strip.tsx'
import { unexplained } from './unexplained.ts'

const WIDTHS = {
  name: '',
  churn: 'w-24',
  when: 'w-[26%]',
  added: 'w-20 max-lg:hidden',
  removed: 'w-20 max-lg:hidden',
  flips: 'w-20 max-lg:hidden',
  becameUnready: 'w-28 max-xl:hidden',
  unexplained: 'w-28 max-xl:hidden',
  readyMin: 'w-32 max-xl:hidden',
  zeroReady: 'w-36 max-lg:hidden',
} as const

type ColumnId = keyof typeof WIDTHS
/** Columns that may go where there is no room: what is left says who, how much and when. */
export const DETAILS = [
  'added',
  'removed',
  'flips',
  'becameUnready',
  'unexplained',
  'readyMin',
  'zeroReady',
] as const satisfies readonly ColumnId[]
const COLUMNS = ['name', 'churn', 'when', ...DETAILS] as const satisfies readonly ColumnId[]

export function useChurnColumns(isWide: boolean): readonly Column<ColumnId>[] {
  const t = useTranslations('churn.columns')
  return useMemo(
    () => tableColumns(COLUMNS, { widths: WIDTHS, header: t, only: isWide ? undefined : 'name', sortable: SORTABLE }),
    [t, isWide],
  )
}

export function isSortable(id: ColumnId): id is SortBy {
  return SORTABLE.some((one) => one === id)
}

interface RowProperties {
  readonly service: ServiceChurn
  readonly scale: HeatScale
}

/** One Service as a row; in a narrow window as two lines of one cell. */
export function ChurnCells({ isWide, ...row }: RowProperties & { isWide: boolean }): ReactElement {
  return isWide ? <WideCells {...row} /> : <NarrowCell {...row} />
}

function WideCells({ service, scale }: RowProperties): ReactElement {
  const t = useTranslations('churn')
  const { churn, added, removed, flips, becameUnready, readyMin } = service
  return (
    <>
      <Cell className={WIDTHS.name}>
        <ServiceChurnLink service={service} />
      </Cell>
      <Cell of="churn" className={`${WIDTHS.churn} font-medium`}>
        {churn}
      </Cell>
      <Cell of="when" className={WIDTHS.when}>
        <HeatStrip churn={service.churnBySteps} zeroReadyMs={service.zeroReadyMsBySteps} scale={scale} />
      </Cell>
      <Count of="added" count={added} />
      <Count of="removed" count={removed} />
      <Count of="flips" count={flips} />
      <Count of="becameUnready" count={becameUnready} />
      <UnexplainedCell service={service} />
      <Cell of="readyMin" className={`${WIDTHS.readyMin} ${readyMin === 0 ? 'font-medium' : 'text-text-2'}`}>
        {readyMin ?? t('notKnown')}
      </Cell>
      <Cell of="zeroReady" className={WIDTHS.zeroReady}>
        <WithoutReady ms={service.zeroReadyMs} />
      </Cell>
    </>
  )
}

function Count({ of, count }: { of: 'added' | 'removed' | 'flips' | 'becameUnready'; count: number }): ReactElement {
  return (
    <Cell of={of} className={`${WIDTHS[of]} ${count === 0 ? 'text-text-3' : 'text-text-2'}`}>
      {count}
    </Cell>
  )
}

/** Of how much no cause is known; a dash until it was looked for. */
function UnexplainedCell({ service }: { service: ServiceChurn }): ReactElement {
  const t = useTranslations('churn')
  const count = unexplained(service)
  return (
    <Cell of="unexplained" className={`${WIDTHS.unexplained} ${count ? 'font-medium' : 'text-text-3'}`}>
      {count ?? <abbr title={t('notLookedFor')}>–</abbr>}
    </Cell>
  )
}

function NarrowCell({ service, scale }: RowProperties): ReactElement {
  const t = useTranslations('churn')
  return (
    <Cell className="pr-4">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1">
          <ServiceChurnLink service={service} />
        </span>
        {service.zeroReadyMs > 0 && (
          <span className="shrink-0 text-12">
            <WithoutReady ms={service.zeroReadyMs} />
          </span>
        )}
        <span className="shrink-0 font-medium">{t('changes', { count: service.churn })}</span>
      </div>
      <HeatStrip churn={service.churnBySteps} zeroReadyMs={service.zeroReadyMsBySteps} scale={scale} />
    </Cell>
  )
}

/** How long nobody was ready. */
export function WithoutReady({ ms }: { ms: number }): ReactElement {
  const duration = useDuration()
  return ms === 0 ? <span className="text-text-3">–</span> : <span className="text-unready">{duration(ms)}</span>
}

/** Opens the Service beside the list; the whole row is its target. */
export function ServiceChurnLink({ service }: { service: ServiceChurn }): ReactElement {
  return (
    <RowLink parameter="service" value={keyOf(service)}>
      <span className="mono shrink-0 text-text-3">{service.namespace}/</span>
      <Mono text={service.name} className="font-medium text-13" />
    </RowLink>
  )
}
