'use client'

import type { RolloutDetail } from '@portolan/contract'
import clsx from 'clsx'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { serviceHref } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { useRolloutUrl } from './rollout-url.ts'

/** Of which Service the endpoints are shown, where several have these Pods; each says how it fared. */
export function ServiceChoice({
  services,
  shown,
}: {
  services: RolloutDetail['services']
  shown: string | undefined
}): ReactElement | null {
  const t = useTranslations('rollout')
  const { chooseService } = useRolloutUrl()
  const [only, ...others] = services
  if (only === undefined) return <p className="text-text-2">{t('noService')}</p>
  if (others.length === 0)
    return (
      <p className="text-12 text-text-3">
        {t.rich('asSeenBy', { service: () => <ServiceLink service={only.service} /> })}
      </p>
    )
  return (
    <fieldset className="flex flex-wrap items-center gap-1">
      <legend className="sr-only">{t('services')}</legend>
      <span aria-hidden="true" className="mr-1 text-12 text-text-3">
        {t('services')}
      </span>
      {services.map(({ service, minReady, desired, zeroReadyCount }) => (
        <button
          key={service}
          type="button"
          aria-pressed={service === shown}
          onClick={() => chooseService(service)}
          className={clsx(
            'inset-focus inline-flex h-7 items-center gap-2 rounded-chip border px-2 pointer-coarse:h-11',
            service === shown ? 'border-accent bg-accent-tint text-text-1' : 'border-line text-text-2 hover:bg-hover',
          )}
        >
          <span className="mono">{service}</span>
          <span className={clsx('text-12', zeroReadyCount > 0 ? 'text-unready' : 'text-text-3')}>
            {t('fewestOf', { least: minReady, desired })}
          </span>
        </button>
      ))}
      {shown !== undefined && <ServiceLink service={shown} label={t('servicePage')} />}
    </fieldset>
  )
}

function ServiceLink({ service, label }: { service: string; label?: string }): ReactElement {
  const [namespace = '', name = ''] = service.split('/')
  return (
    <AppLink
      href={serviceHref({ namespace, name })}
      className="inline-block min-h-[24px] px-1 py-0.5 text-12 text-accent hover:underline"
    >
      {label ?? <span className="mono">{service}</span>}
    </AppLink>
  )
}
