'use client'

import type { Alert, Incident } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { incidentQuery } from '../../../api/alert-queries.ts'
import { SeveritySign } from '../../../cluster/severity-sign.tsx'
import { useEscape } from '../../../frame/escape-stack.ts'
import { Chip } from '../../../ui/chip.tsx'
import { Drawer } from '../../../ui/drawer.tsx'
import { DrawerSection } from '../../../ui/drawer-section.tsx'
import { TableBones } from '../../../ui/skeleton.tsx'
import { AlertCauseLine } from '../alert-cause.tsx'
import { AlertSince } from '../alert-since.tsx'
import { AlertStateSign } from '../alert-state-sign.tsx'
import { AlertsFailed } from '../alerts-failed.tsx'
import { AlertActions } from './alert-actions.tsx'
import { worstFirst } from './arrange-incidents.ts'
import { IncidentAlerts } from './incident-alerts.tsx'
import { IncidentTimeline } from './incident-timeline.tsx'

/** One incident: why, how bad, what can be done about all of it at once, what became of it, and every alert in it. */
export function IncidentDrawer({ id, onClose }: { id: string; onClose: () => void }): ReactElement {
  const t = useTranslations('alerts')
  const shell = useTranslations('shell')
  const { data, error, refetch } = useQuery(incidentQuery(id))
  useEscape(true, onClose)
  return (
    <Drawer
      label={t('incident.title')}
      title={data ? t('incident.of', { count: data.body.alerts.length }) : t('incident.title')}
      closeLabel={shell('close')}
      onClose={onClose}
    >
      {data && <Details incident={data.body} />}
      {!data && error === null && <TableBones rows={6} />}
      {!data && error !== null && <AlertsFailed error={error} onRetry={() => void refetch()} />}
    </Drawer>
  )
}

function Details({ incident }: { incident: Incident }): ReactElement | null {
  const t = useTranslations('alerts')
  const sorted = useMemo(() => incident.alerts.toSorted(worstFirst), [incident.alerts])
  const [worst, ...others] = sorted
  if (worst === undefined) return null
  const goingOn = sorted.filter(({ state }) => state !== 'resolved')
  return (
    <div className="flex flex-col gap-5 px-4 py-4">
      <div className="flex flex-col gap-1.5">
        <p className="flex flex-wrap items-center gap-2">
          <SeveritySign severity={incident.severity} isNamed />
          <AlertStateSign state={incident.state} />
          {incident.isMaintenance && <Chip tone="accent">{t('maintenance')}</Chip>}
          <AlertSince since={incident.openedAt} until={incident.resolvedAt} />
        </p>
        {incident.cause !== undefined && (
          <p>
            <AlertCauseLine cause={incident.cause} />
          </p>
        )}
        <p className="text-text-2">{t('incident.states', countStates(sorted))}</p>
        {goingOn.length > 0 && <p className="text-12 text-text-3">{t('incident.ends')}</p>}
        <AlertActions alerts={[worst, ...others]} rollout={incident.rollout} />
      </div>
      <DrawerSection title={t('incident.alerts')}>
        <IncidentAlerts alerts={sorted} />
      </DrawerSection>
      <DrawerSection title={t('timeline.title')}>
        <IncidentTimeline incident={incident} />
      </DrawerSection>
    </div>
  )
}

function countStates(alerts: readonly Alert[]): Readonly<Record<Alert['state'], number>> {
  const counts = { firing: 0, acknowledged: 0, resolved: 0 }
  for (const { state } of alerts) counts[state] += 1
  return counts
}
