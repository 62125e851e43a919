'use client'

import type { ServiceDetail, ServiceRow } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { ENDPOINT_LOOK } from '../../../cluster/endpoint-state.ts'
import type { KeyedStore } from '../../../live/keyed-store.ts'
import { Glyph } from '../../../ui/glyph.tsx'
import { Mono } from '../../../ui/mono.tsx'
import { Bone } from '../../../ui/skeleton.tsx'
import { groupBy } from '../scene/order.ts'
import type { ServiceCard } from '../scene/scene.ts'
import { Section } from './section.tsx'
import { useServiceDetail } from './use-service-detail.ts'

const LIMIT = 60

type Endpoint = ServiceDetail['endpointList'][number]
const WORST_FIRST: readonly Endpoint['state'][] = ['unready', 'terminating', 'terminating-serving', 'ready']

/** Without its namespace: that is the Service's own. */
function podName({ pod }: Endpoint): string | undefined {
  return pod?.slice(pod.indexOf('/') + 1)
}

/** Every endpoint by name, grouped by revision, those in trouble first. Read again when the live row says it changed. */
export function ServiceEndpoints({ card, store }: { card: ServiceCard; store: KeyedStore<ServiceRow> }): ReactElement {
  const t = useTranslations('map')
  const state = useTranslations('endpointState')
  const { detail, error } = useServiceDetail(card, store)

  const endpoints = [...(detail?.endpointList ?? [])].sort(
    (a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state),
  )
  const byRevision = groupBy(endpoints.slice(0, LIMIT), ({ revision }) => revision ?? '')
  return (
    <Section title={t('drawer.endpoints')}>
      {!detail && !error && <Bone className="h-16 w-full" />}
      {error && <p className="text-text-2">{t('drawer.endpointsFailed')}</p>}
      {detail && endpoints.length === 0 && <p className="text-text-2">{t('drawer.noEndpoints')}</p>}
      {[...byRevision].map(([revision, list]) => (
        <div key={revision} className="mb-2.5">
          <p className="mono mb-0.5 flex justify-between text-text-2">
            <span>{revision || t('drawer.noRevision')}</span>
            <span>{t('ratio', { ready: list.filter((one) => one.state === 'ready').length, total: list.length })}</span>
          </p>
          <ul className="rounded-control border border-line">
            {list.map((endpoint) => (
              <li
                key={endpoint.identity}
                className="flex h-7 items-center gap-2 border-line border-b px-2 last:border-b-0"
              >
                <Glyph {...ENDPOINT_LOOK[endpoint.state]} size={10} label={state(endpoint.state)} />
                <Mono text={podName(endpoint) ?? endpoint.address} />
                <span className="mono ml-auto shrink-0 text-text-3">{endpoint.address}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {endpoints.length > LIMIT && (
        <p className="text-12 text-text-3">{t('drawer.more', { count: endpoints.length - LIMIT })}</p>
      )}
    </Section>
  )
}
