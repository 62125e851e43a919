'use client'

import type { Resolution, ResolvedBackend } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { ObjectLink } from '../../cluster/object-link.tsx'
import { ToldSentence } from '../../cluster/told-sentence.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DialledEndpoints } from './dialled-endpoints.tsx'

/** Who gets which share of the traffic, down to the ports of containers. */
export function BackendsList({ backends }: { backends: Resolution['backends'] }): ReactElement | null {
  const t = useTranslations('trace')
  if (backends.length === 0) return null
  return (
    <section aria-labelledby="trace-backends">
      <h2 id="trace-backends" className="mb-2 font-medium text-14">
        {t('backends')}
      </h2>
      <ul className="flex flex-col gap-3">
        {backends.map((backend) => (
          <li
            key={`${backend.role} ${backend.namespace}/${backend.service}:${backend.port}`}
            className="overflow-hidden rounded-card border border-line"
          >
            <BackendHeading backend={backend} />
            <DialledEndpoints backend={backend} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function BackendHeading({ backend }: { backend: ResolvedBackend }): ReactElement {
  const t = useTranslations('trace')
  const locale = useLocale()
  const { namespace, service, port, servicePort, role, weight, share, status, problem, counts, state } = backend
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share)
  return (
    <div className="bg-surface px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <ObjectLink
          of={service.includes('/') ? service.replace('/', `/${namespace}/`) : `Service/${namespace}/${service}`}
          className="text-text-1"
        />
        <span className="mono text-text-2">
          {port !== undefined && `:${port}`}
          {servicePort && <span className="text-text-3"> → {servicePort.targetPort}</span>}
        </span>
        {role !== 'rule' && <Chip tone="accent">{t(`role.${role}`)}</Chip>}
        {state !== 'resolved' && <Chip tone="unready">{t(`backendState.${state}`)}</Chip>}
        {status !== undefined && <Chip tone="unready">{t('expectedStatus', { status })}</Chip>}
        <span className="ml-auto flex items-center gap-2 text-text-2">
          {t('share', { share: percent, weight })}
          <span aria-hidden="true" className="h-2 w-24 overflow-hidden rounded-full bg-tint-unknown max-sm:hidden">
            <span className="block h-full bg-revision-new" style={{ width: `${share * 100}%` }} />
          </span>
        </span>
      </div>
      {problem && (
        <p className={status === undefined ? 'mt-1 text-text-2' : 'mt-1 text-unready'}>
          <ToldSentence sentence={problem} />
        </p>
      )}
      <p className="mt-1 text-text-2">{t('endpointsUsed', counts)}</p>
    </div>
  )
}
