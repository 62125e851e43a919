'use client'

import type { ServiceDetail } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { objectHref } from '../../cluster/object-href.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Mono } from '../../ui/mono.tsx'

/** The EndpointSlices whose union is this Service's endpoints. */
export function SlicesList({ service: { namespace, slices } }: { service: ServiceDetail }): ReactElement {
  const t = useTranslations('service')
  if (slices.length === 0) return <p className="px-4 py-6 text-text-2 sm:px-6">{t('noSlices')}</p>
  return (
    <ul>
      {slices.map(({ name, addressType, managedBy, endpoints }) => (
        <li
          key={name}
          className="flex flex-wrap items-center gap-x-6 gap-y-1 border-line border-b px-4 py-2 text-text-2 sm:px-6"
        >
          <AppLink
            href={objectHref({ kind: 'EndpointSlice', namespace, name })}
            className="flex min-w-48 text-text-1 hover:text-accent"
          >
            <Mono text={name} />
          </AppLink>
          <span>{t('endpoints', { count: endpoints })}</span>
          <span lang="en">{addressType}</span>
          <span className="mono text-text-3">{managedBy ?? t('unmanaged')}</span>
        </li>
      ))}
    </ul>
  )
}
