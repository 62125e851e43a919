'use client'

import type { ServiceDetail } from '@portolan/contract'
import dynamic from 'next/dynamic'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { FindingLines } from '../../cluster/finding-lines.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { EndpointsTable } from './endpoints-table.tsx'
import { RoutesList } from './routes-list.tsx'
import { ServiceChanges } from './service-changes.tsx'
import { SERVICE_TABS, useServiceUrl } from './service-url.ts'
import { SlicesList } from './slices-list.tsx'

const ServiceChurn = dynamic(
  () => import('../../cluster/churn/service-churn.tsx').then((module) => module.ServiceChurn),
  { ssr: false },
)

/** What belongs to a Service now, and what changed about it. */
export function ServiceTabs({ service }: { service: ServiceDetail }): ReactElement {
  const t = useTranslations('service')
  const { tab, setTab } = useServiceUrl()
  const counts = {
    endpoints: service.endpointList.length,
    routes: service.routes.length,
    slices: service.slices.length,
    findings: service.findings.length,
  }
  return (
    <Tabs
      label={t('parts')}
      tabs={SERVICE_TABS.map((value) => ({
        value,
        label: t(`tabs.${value}`),
        ...(value !== 'changes' && value !== 'churn' && { count: counts[value] }),
      }))}
      value={tab}
      onChange={setTab}
    >
      {tab === 'endpoints' && <EndpointsTable service={service} />}
      {tab === 'routes' && <RoutesList service={service} />}
      {tab === 'slices' && <SlicesList service={service} />}
      {tab === 'findings' &&
        (service.findings.length > 0 ? (
          <FindingLines findings={service.findings} namespace={service.namespace} />
        ) : (
          <p className="px-4 py-6 text-text-2 sm:px-6">{t('noFindings')}</p>
        ))}
      {tab === 'changes' && <ServiceChanges service={service} />}
      {tab === 'churn' && (
        <div className="px-4 py-4 sm:px-6">
          <ServiceChurn namespace={service.namespace} name={service.name} />
        </div>
      )}
    </Tabs>
  )
}
