'use client'

import type { Churn, ServiceChurn, ServicesChurn } from '@portolan/contract'
import dynamic from 'next/dynamic'
import { type ReactElement, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { ChurnChart } from '../../cluster/churn/churn-chart.tsx'
import { codeAndDetail } from '../../errors.ts'
import { Failed } from '../../frame/failed.tsx'
import { FindField } from '../../frame/find-field.tsx'
import { useNamespaces } from '../../frame/namespaces.ts'
import { useShortcuts } from '../../frame/shortcuts.ts'
import { useTimedTitle } from '../../frame/timed-title.ts'
import { useStatus } from '../../live/use-live.ts'
import { fieldsLeftOut, useHiddenColumns } from '../../ui/hidden-columns.ts'
import { useIsWide } from '../../ui/media.ts'
import { saveTable } from '../../ui/save-table.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { TableMenu } from '../../ui/table-menu.tsx'
import { useResizing } from '../../ui/use-resizing.tsx'
import { type TableHandle, VirtualTable } from '../../ui/virtual-table.tsx'
import { arrangeChurn, keyOf } from './arrange-churn.ts'
import { ChurnCells, DETAILS, isSortable, useChurnColumns } from './churn-cells.tsx'
import { ChurnHeadline } from './churn-headline.tsx'
import { CHURN_FIELDS, churnLine } from './churn-line.ts'
import { ChurnSkeleton } from './churn-skeleton.tsx'
import { useChurnUrl } from './churn-url.ts'
import { heatScale } from './heat-scale.ts'
import { NothingChurned } from './nothing-churned.tsx'
import { useChurn } from './use-churn.ts'
import { useRowKeys } from './use-row-keys.ts'

const ChurnMultiples = dynamic(() => import('./churn-multiples.tsx').then((module) => module.ChurnMultiples), {
  ssr: false,
})
const ServiceDrawer = dynamic(() => import('./service-drawer.tsx').then((module) => module.ServiceDrawer), {
  ssr: false,
})

/** Which Services churn most in the stretch of time in the link, and when. */
export function ChurnScreen(): ReactElement {
  const t = useTranslations('churn')
  const [namespaces] = useNamespaces()
  const { ranking, total, error, retry } = useChurn(namespaces)
  const { phase } = useStatus()
  useTimedTitle(t('title'))
  if (ranking && total) return <ChurnPicture ranking={ranking} total={total} />
  if (error) return <Failed {...codeAndDetail(error)} onRetry={retry} />
  // Before the server has told its time nothing is asked for.
  return phase.phase === 'failed' ? <Failed {...phase} /> : <ChurnSkeleton />
}

function ChurnPicture({ ranking, total }: { ranking: ServicesChurn; total: Churn }): ReactElement {
  const t = useTranslations('churn')
  const menu = useTranslations('tableMenu')
  const [namespaces] = useNamespaces()
  const { arrangement, sort, setQ, sortBy, isMultiple, setMultiple, openService, open } = useChurnUrl()
  const isWide = useIsWide()
  const columns = useChurnColumns(isWide)
  const { hidden: chosenAway } = useHiddenColumns()
  const hidden = useLeftOut(chosenAway, openService !== undefined)
  const resizing = useResizing('churn')
  const table = useRef<TableHandle>(null)
  const services = useMemo(() => arrangeChurn(ranking.services, arrangement), [ranking, arrangement])
  const scale = useMemo(() => heatScale(ranking), [ranking])
  useShortcuts([{ id: 'chart.multiples', run: () => setMultiple(!isMultiple) }])
  useRowKeys({ table, keys: services.map(keyOf), openKey: openService, open })
  return (
    <div className="flex h-full">
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex min-h-12 shrink-0 items-center gap-2 border-line border-b px-4 py-1.5 max-sm:flex-wrap sm:px-6">
          <ChurnHeadline ranking={ranking} />
          <span className="ml-auto" />
          <Segmented
            label={t('shownAs')}
            segments={[
              { value: 'table', label: t('table.name') },
              { value: 'multiples', label: t('multiples') },
            ]}
            value={isMultiple ? 'multiples' : 'table'}
            onChange={(as) => setMultiple(as === 'multiples')}
          />
          <TableMenu
            columns={isWide && !isMultiple ? columns.slice(1) : []}
            onSave={(format) =>
              saveTable(services, {
                format,
                name: 'churn',
                line: churnLine,
                leftOut: fieldsLeftOut(chosenAway, CHURN_FIELDS),
              })
            }
            hint={menu('rows', { count: services.length })}
          />
        </div>
        <section aria-labelledby="churn-total" className="shrink-0 border-line border-b px-4 pt-2 pb-2 sm:px-6">
          <h2 id="churn-total" className="sr-only">
            {t('total')}
          </h2>
          <ChurnChart churn={total} by="kind" label={t('total')} scope={{ namespaces }} />
        </section>
        <FindField
          label={t('find')}
          value={arrangement.q}
          onChange={setQ}
          summary={t('shown', { shown: services.length, total: ranking.total })}
        />
        <div className="min-h-40 flex-1">
          {services.length === 0 ? (
            <div className="h-full overflow-y-auto">
              <NothingChurned ranking={ranking} isFiltered={ranking.services.length > 0} onClear={() => setQ('')} />
            </div>
          ) : isMultiple ? (
            <ChurnMultiples services={services} scale={scale} openKey={openService} />
          ) : (
            <VirtualTable
              resizing={resizing}
              label={t('title')}
              columns={columns}
              hidden={isWide ? hidden : undefined}
              count={services.length}
              keyOf={(at) => keyAt(services, at)}
              renderRow={(at) => <Row service={services[at]} scale={scale} isWide={isWide} />}
              sort={sort}
              onSort={(id) => isSortable(id) && sortBy(id)}
              rowHeight={isWide ? 36 : 64}
              isSelected={(at) => openService !== undefined && keyAt(services, at) === openService}
              handle={table}
              footer={
                ranking.total > ranking.services.length && (
                  <p className="px-4 py-3 text-text-2 sm:px-6">{t('more', { count: ranking.services.length })}</p>
                )
              }
            />
          )}
        </div>
      </div>
      {openService !== undefined && (
        <ServiceDrawer key={openService} service={openService} onClose={() => open(undefined)} />
      )}
    </div>
  )
}

/** Columns that are not shown: those the reader does not want, and with a Service open beside it all that it tells itself. */
function useLeftOut(hidden: ReadonlySet<string>, isOpen: boolean): ReadonlySet<string> {
  return useMemo(() => (isOpen ? new Set([...hidden, ...DETAILS]) : hidden), [hidden, isOpen])
}

function keyAt(services: readonly ServiceChurn[], at: number): string {
  const service = services[at]
  return service ? keyOf(service) : ''
}

function Row({
  service,
  ...look
}: {
  service: ServiceChurn | undefined
  scale: ReturnType<typeof heatScale>
  isWide: boolean
}): ReactElement | null {
  return service ? <ChurnCells service={service} {...look} /> : null
}
