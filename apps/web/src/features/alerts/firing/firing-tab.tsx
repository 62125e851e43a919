'use client'

import { type ReactElement, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useNamespaces } from '../../../frame/namespaces.ts'
import { useAlertNews } from '../../../live/use-alert-news.ts'
import { useAt } from '../../../time/use-at.ts'
import { Button } from '../../../ui/button.tsx'
import { TableLoading } from '../../../ui/table-loading.tsx'
import { AlertsFailed } from '../alerts-failed.tsx'
import { useAlertsUrl } from '../alerts-url.ts'
import { arrangeIncidents, countAlerts, type ShownIncident } from './arrange-incidents.ts'
import { FiringFilters } from './firing-filters.tsx'
import { HiddenBy } from './hidden-by.tsx'
import { IncidentCard } from './incident-card.tsx'
import { NothingFires } from './nothing-fires.tsx'
import { ResolvedList } from './resolved-list.tsx'
import { useFiring } from './use-firing.ts'

/** Incidents that go on, the worst first; or what is over. */
export function FiringTab(): ReactElement {
  const { state } = useAlertsUrl()
  return state === 'firing' ? <FiringIncidents /> : <ResolvedList />
}

function FiringIncidents(): ReactElement {
  const t = useTranslations('alerts')
  const [namespaces] = useNamespaces()
  const { incidents, error, readMore, retry } = useFiring(namespaces)
  const { severities, detectors } = useAlertsUrl()
  const { told, silenced } = useMemo(
    () => arrangeIncidents(incidents ?? [], { severities, detectors }),
    [incidents, severities, detectors],
  )
  const { text: past } = useAt()
  const news = useAlertNews()
  const listed = useMemo(() => countAlerts(incidents ?? []), [incidents])
  // Of everything that fires now, the count of the rail: pages that are not read yet are in it.
  const counts = past === undefined && namespaces.length === 0 && news !== undefined ? news.counts : listed
  if (!incidents) return error === null ? <TableLoading rows={8} /> : <AlertsFailed error={error} onRetry={retry} />
  return (
    <>
      <FiringFilters counts={counts} />
      <HiddenBy incidents={incidents} />
      {told.length + silenced.length === 0 && readMore === undefined && <NothingFires />}
      <IncidentList incidents={told} />
      {silenced.length > 0 && (
        <section aria-labelledby="silenced-incidents">
          <h2 id="silenced-incidents" className="bg-surface px-4 py-1.5 text-12 text-text-2 sm:px-6">
            {t('silenced')}
          </h2>
          <IncidentList incidents={silenced} />
        </section>
      )}
      {readMore && (
        <div className="px-4 py-3 sm:px-6">
          <Button onClick={readMore}>{t('readMore')}</Button>
        </div>
      )}
    </>
  )
}

/** So many cards at once; a failed node pool has a thousand. */
const AT_ONCE = 40

function IncidentList({ incidents }: { incidents: readonly ShownIncident[] }): ReactElement {
  const t = useTranslations('alerts')
  const { openId, openIncidentId } = useAlertsUrl()
  const [shown, setShown] = useState(AT_ONCE)
  return (
    <>
      {incidents.slice(0, shown).map((each) => (
        <IncidentCard
          key={each.incident.id}
          shown={each}
          isOpen={
            each.incident.id === openIncidentId || (openId !== undefined && each.alerts.some(({ id }) => id === openId))
          }
        />
      ))}
      {incidents.length > shown && (
        <div className="px-4 py-3 sm:px-6">
          <Button onClick={() => setShown(shown * 2)}>{t('moreIncidents', { count: incidents.length - shown })}</Button>
        </div>
      )}
    </>
  )
}
