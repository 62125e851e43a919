'use client'

import type { ServiceDetail } from '@portolan/contract'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Mono } from '../../ui/mono.tsx'

/** Every way in: addresses and ports, the DNS name, and how many routes lead here. */
export function ExposureLine({ service }: { service: ServiceDetail }): ReactElement {
  const t = useTranslations('service')
  const { exposure, dns, ports, routes } = service
  const targets = new Map(ports.map(({ port, targetPort }) => [port, targetPort]))
  return (
    <dl className="mt-3 flex flex-wrap gap-x-6 gap-y-2">
      {exposure.map(({ via, address, port, protocol }) => (
        <Fact key={`${via} ${address} ${port} ${protocol}`} name={<span lang="en">{via}</span>}>
          <span className="mono">
            {address ?? ''}
            {port !== null && `:${port}`}
            {port !== null && targets.get(port) !== undefined && (
              <span className="text-text-3"> → {targets.get(port)}</span>
            )}
            {protocol !== 'TCP' && <span className="text-text-3"> {protocol}</span>}
          </span>
        </Fact>
      ))}
      <Fact name="DNS">
        <Mono text={dns} />
      </Fact>
      <Fact name={t('routesHere')}>
        {routes.length === 0 ? (
          <span className="text-text-3">{t('insideOnly')}</span>
        ) : (
          t('routes', { count: routes.length })
        )}
      </Fact>
      {service.selector && (
        <Fact name={t('selector')}>
          <span className="mono">
            {Object.entries(service.selector)
              .map(([label, value]) => `${label}=${value}`)
              .join(', ')}
          </span>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }): ReactElement {
  return (
    <div className="min-w-0 max-w-full">
      <dt className="text-12 text-text-3">{name}</dt>
      <dd className="min-w-0 text-text-1">{children}</dd>
    </div>
  )
}
