'use client'

import type { ServiceRow } from '@portolan/contract'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { SERVICE_LOOK, type ServiceState } from '../../cluster/service-state.ts'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Mono } from '../../ui/mono.tsx'
import { type NamespaceHealth, namespacesByHealth } from './namespaces-by-health.ts'

const SHOWN = 12
const MENTIONED: readonly ServiceState[] = ['none', 'some', 'unknown']

/** Every namespace as one line; trouble is what stands out. */
export function NamespaceList({ rows }: { rows: readonly ServiceRow[] }): ReactElement {
  const t = useTranslations('overview')
  const namespaces = useMemo(() => namespacesByHealth(rows), [rows])
  return (
    <section aria-labelledby="namespaces">
      <h2 id="namespaces" className="mb-2 font-medium text-14">
        {t('namespaces')}
      </h2>
      <ul className="-mx-2">
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

function NamespaceItem({ health: { namespace, counts, total } }: { health: NamespaceHealth }): ReactElement {
  const t = useTranslations()
  return (
    <li>
      <AppLink
        href={hrefWith('/services/', { namespace })}
        className="flex h-8 items-center gap-3 rounded-control px-2 transition-colors hover:bg-hover"
      >
        <Mono text={namespace} className="flex-1" />
        {MENTIONED.filter((state) => counts[state] > 0).map((state) => (
          <span key={state} className="flex items-center gap-1.5 font-medium">
            <Glyph {...SERVICE_LOOK[state]} size={11} label={t(`serviceState.${state}`)} />
            {counts[state]}
          </span>
        ))}
        <span className="w-24 text-right text-text-3">{t('overview.services', { count: total })}</span>
      </AppLink>
    </li>
  )
}
