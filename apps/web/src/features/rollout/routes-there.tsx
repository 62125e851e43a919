'use client'

import type { RolloutDetail } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { ObjectLink } from '../../cluster/object-link.tsx'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Chip } from '../../ui/chip.tsx'

const SHOWN = 50

/** Every rule that leads to these Pods; an address can be traced as it was when the rollout was requested. */
export function RoutesThere({
  rollout: { routes, requestedAt },
  service,
}: {
  rollout: RolloutDetail
  service: string | undefined
}): ReactElement {
  const t = useTranslations('rollout')
  const leading = routes.filter((route) => route.service === `Service/${service}`)
  return (
    <section aria-labelledby="routes">
      <h2 id="routes" className="pb-1.5 font-medium text-14">
        {t('routes', { count: leading.length })}
      </h2>
      {leading.length === 0 && <p className="text-text-2">{t('noRoutes')}</p>}
      <ul className="flex flex-col">
        {leading.slice(0, SHOWN).map(({ url, example, object, field, role, reach }) => (
          <li
            key={`${object} ${field} ${url}`}
            className="flex min-h-9 flex-wrap items-center gap-x-4 border-line border-b py-1 last:border-b-0"
          >
            {example === undefined ? (
              <span className="mono break-all">{url}</span>
            ) : (
              <AppLink
                href={hrefWith('/trace/', { url: example, at: requestedAt })}
                className="mono inline-block min-h-[24px] break-all py-0.5 text-text-1 hover:text-accent"
              >
                {url}
              </AppLink>
            )}
            <ObjectLink of={object} className="text-12" />
            {role !== 'rule' && <Chip>{t(`routeRole.${role}`)}</Chip>}
            {reach !== 'reached' && (
              <Chip tone={reach === 'shadowed' || reach === 'invalid' ? 'unready' : 'plain'}>
                {t(`reach.${reach}`)}
              </Chip>
            )}
          </li>
        ))}
      </ul>
      {leading.length > SHOWN && (
        <p className="pt-2 text-12 text-text-3">{t('moreRoutes', { count: leading.length - SHOWN })}</p>
      )}
    </section>
  )
}
