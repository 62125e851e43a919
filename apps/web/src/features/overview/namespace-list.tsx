'use client'

import type { ServiceRow } from '@portolan/contract'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { EndpointsBar } from '../../cluster/endpoints-bar.tsx'
import { SERVICE_LOOK, type ServiceState } from '../../cluster/service-state.ts'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Mono } from '../../ui/mono.tsx'
import { LinkedHeading } from './linked-heading.tsx'
import { type NamespaceHealth, namespacesByHealth } from './namespaces-by-health.ts'

const SHOWN = 9
const MENTIONED: readonly ServiceState[] = ['none', 'some', 'unknown']

/** Every namespace as one line; trouble is what stands out. */
export function NamespaceList({ rows }: { rows: readonly ServiceRow[] }): ReactElement {
  const t = useTranslations('overview')
  const namespaces = useMemo(() => namespacesByHealth(rows), [rows])
  return (
    <section aria-labelledby="namespaces" className="min-w-0">
      <LinkedHeading id="namespaces" href="/map/" link={t('theMap')}>
        {t('namespaces')}
      </LinkedHeading>
      <ul className="overflow-hidden rounded-card border border-line empty:hidden">
        {namespaces.slice(0, SHOWN).map((health) => (
          <NamespaceItem key={health.namespace} health={health} />
        ))}
      </ul>
      {namespaces.length > SHOWN && (
        <p className="mt-2 text-text-2">
          <AppLink href="/map/" className="inline-block min-h-[24px] py-0.5 hover:text-accent">
            {t('moreNamespaces', { count: namespaces.length - SHOWN })} →
          </AppLink>
        </p>
      )}
    </section>
  )
}

function NamespaceItem({ health: { namespace, counts, total, endpoints } }: { health: NamespaceHealth }): ReactElement {
  const t = useTranslations()
  return (
    <li className="border-line border-b last:border-b-0">
      <AppLink
        href={hrefWith('/map/', { namespace })}
        className="inset-focus flex min-h-8 items-center gap-3 px-3.5 py-1.5 transition-colors hover:bg-surface"
      >
        <Mono text={namespace} className="min-w-0 flex-1 font-medium" />
        {MENTIONED.filter((state) => counts[state] > 0).map((state) => (
          <span key={state} className="flex items-center gap-1.5 font-medium">
            <Glyph {...SERVICE_LOOK[state]} size={11} label={t(`serviceState.${state}`)} />
            {counts[state]}
          </span>
        ))}
        <span className="w-24 shrink-0 text-right text-text-3">{t('overview.services', { count: total })}</span>
        <span className="w-16 shrink-0 text-right">
          {t('services.ratio', { ready: endpoints.ready, total: endpoints.ready + endpoints.unready })}
        </span>
        <span className="w-20 shrink-0 max-sm:hidden">
          <EndpointsBar endpoints={endpoints} />
        </span>
      </AppLink>
    </li>
  )
}
