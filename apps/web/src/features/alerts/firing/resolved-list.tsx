'use client'

import type { Alert } from '@portolan/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { alertsQuery } from '../../../api/alert-queries.ts'
import { ToldSentence } from '../../../cluster/told-sentence.tsx'
import { useNamespaces } from '../../../frame/namespaces.ts'
import { useAt } from '../../../time/use-at.ts'
import { useShownTime } from '../../../time/use-shown-time.ts'
import { Button } from '../../../ui/button.tsx'
import { TableLoading } from '../../../ui/table-loading.tsx'
import { AlertCauseLine } from '../alert-cause.tsx'
import { AlertName } from '../alert-name.tsx'
import { AlertSince } from '../alert-since.tsx'
import { AlertsFailed } from '../alerts-failed.tsx'
import { useAlertsUrl } from '../alerts-url.ts'
import { FiringFilters } from './firing-filters.tsx'
import { NothingFires } from './nothing-fires.tsx'

/** What fired and is over, or was at the instant in the link, the newest first. */
export function ResolvedList(): ReactElement {
  const t = useTranslations('alerts')
  const [namespaces] = useNamespaces()
  const { severities, detectors } = useAlertsUrl()
  const { text: at } = useAt()
  const { data, error, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    alertsQuery({
      state: ['resolved'],
      ...(severities.length > 0 && { severity: severities }),
      ...(detectors.length > 0 && { detector: detectors }),
      ...(namespaces.length > 0 && { namespace: namespaces }),
      ...(at !== undefined && { to: at }),
    }),
  )
  const shown = useShownTime()
  const alerts = useMemo(() => {
    const read = data?.pages.flatMap(({ body }) => body.items)
    return shown === undefined ? read : read?.filter(({ resolvedAt }) => Date.parse(resolvedAt ?? '') <= shown)
  }, [data, shown])
  return (
    <>
      <FiringFilters />
      {alerts === undefined && error !== null && <AlertsFailed error={error} onRetry={() => void refetch()} />}
      {alerts === undefined && error === null && <TableLoading rows={8} />}
      {alerts?.length === 0 && !hasNextPage && <NothingFires />}
      {alerts !== undefined && alerts.length > 0 && (
        <ul aria-label={t('filter.resolved')}>
          {alerts.map((alert) => (
            <ResolvedLine key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <div className="px-4 py-3 sm:px-6">
          <Button onClick={() => void fetchNextPage()}>{t('readMore')}</Button>
        </div>
      )}
    </>
  )
}

function ResolvedLine({ alert }: { alert: Alert }): ReactElement {
  const t = useTranslations('alerts')
  return (
    <li className="border-line border-b px-4 py-2 sm:px-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6">
        <AlertName alert={alert} />
        <AlertSince since={alert.since} until={alert.resolvedAt} />
      </div>
      <p className="flex flex-wrap gap-x-4 text-text-2 sm:pl-[19px]">
        <ToldSentence sentence={alert.sentence} />
        {alert.cause !== undefined && <AlertCauseLine cause={alert.cause} />}
        {alert.resolvedBecause !== undefined && alert.resolvedBecause !== 'cleared' && (
          <span>{t(`because.${alert.resolvedBecause}`)}</span>
        )}
      </p>
    </li>
  )
}
