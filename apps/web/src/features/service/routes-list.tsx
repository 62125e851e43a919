'use client'

import type { ServiceDetail } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { objectHref } from '../../cluster/object-href.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Chip } from '../../ui/chip.tsx'

/** Every rule of an Ingress or a route that leads to this Service. */
export function RoutesList({ service: { routes } }: { service: ServiceDetail }): ReactElement {
  const t = useTranslations('service')
  if (routes.length === 0) {
    return (
      <div className="px-4 py-6 text-text-2 sm:px-6">
        <p>{t('noRoutes')}</p>
        <p className="mt-1 text-text-3">{t('noRoutesHint')}</p>
      </div>
    )
  }
  return (
    <ul>
      {routes.map(({ from, host, path, pathType, port, state }) => {
        const [kind = '', namespace = '', name = ''] = from.split('/')
        return (
          <li
            key={`${from} ${host} ${path} ${port}`}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-4 py-2 sm:px-6"
          >
            <span className="mono text-13 text-text-1">
              {host ?? '*'}
              <span className="text-text-2">{path ?? '/'}</span>
            </span>
            {pathType && (
              <span lang="en" className="text-text-3">
                {pathType}
              </span>
            )}
            {port !== null && <span className="mono text-text-3">:{port}</span>}
            {state !== 'resolved' && <Chip tone="unready">{t(`routeState.${state}`)}</Chip>}
            <AppLink href={objectHref({ kind, namespace, name })} className="ml-auto text-text-2 hover:text-accent">
              <span lang="en">{kind}</span> <span className="mono">{`${namespace}/${name}`}</span>
            </AppLink>
          </li>
        )
      })}
    </ul>
  )
}
