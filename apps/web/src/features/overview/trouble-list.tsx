'use client'

import type { ServiceRow } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { EndpointsBar } from '../../cluster/endpoints-bar.tsx'
import { ServiceGlyph } from '../../cluster/service-glyph.tsx'
import { SERVICE_LOOK, SERVICE_STATES, serviceState } from '../../cluster/service-state.ts'
import { whyNotReason } from '../../cluster/why-not-reason.ts'
import { serviceHref } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Mono } from '../../ui/mono.tsx'
import { LinkedHeading } from './linked-heading.tsx'

const SHOWN = 4

/** The Services that are not well, worst first; where there are none it says so, of those that are known. */
export function TroubleList({
  troubled,
  unknown,
}: {
  troubled: readonly ServiceRow[]
  /** Of how many Services it is not known how they are. */
  unknown: number
}): ReactElement {
  const t = useTranslations('overview')
  return (
    <section aria-labelledby="trouble" className="min-w-0">
      <LinkedHeading
        id="trouble"
        href={troubled.length > 0 ? '/services/?state=none&state=some' : '/services/'}
        link={t('allTrouble', { count: troubled.length })}
      >
        {t('trouble')}
      </LinkedHeading>
      {troubled.length === 0 && (
        <p className="flex min-h-10 items-center gap-2.5 rounded-card border border-line px-3.5 py-2 text-text-2">
          <Glyph {...SERVICE_LOOK[unknown > 0 ? 'unknown' : 'all']} size={12} />
          {t('noTrouble', { unknown })}
        </p>
      )}
      <ul className="overflow-hidden rounded-card border border-line empty:hidden">
        {troubled.slice(0, SHOWN).map((row) => (
          <TroubleItem key={row.key} row={row} />
        ))}
      </ul>
    </section>
  )
}

function TroubleItem({ row }: { row: ServiceRow }): ReactElement {
  const t = useTranslations('services')
  const why = useTranslations('service.why')
  const { ready, unready } = row.endpoints
  const reason = whyNotReason(row)
  return (
    <li className="border-line border-b last:border-b-0">
      <AppLink
        href={serviceHref(row)}
        className="inset-focus flex min-h-10 items-center gap-2.5 px-3.5 py-1.5 transition-colors hover:bg-surface"
      >
        <ServiceGlyph service={row} />
        <span className="min-w-0 flex-1">
          <span className="flex min-w-0 items-baseline">
            <span className="mono shrink-0 text-text-3">{row.namespace}/</span>
            <Mono text={row.name} className="font-medium text-13" />
          </span>
          {reason && <span className="block text-12 text-text-2">{why(reason)}</span>}
        </span>
        <span className="shrink-0 font-medium">{t('ratio', { ready, total: ready + unready })}</span>
        <span className="w-16 shrink-0">
          <EndpointsBar endpoints={row.endpoints} />
        </span>
      </AppLink>
    </li>
  )
}

/** Services that lack endpoints, those with none before those with some, each by name. */
export function troubledServices(rows: readonly ServiceRow[]): ServiceRow[] {
  const rank = (row: ServiceRow) => SERVICE_STATES.indexOf(serviceState(row))
  return rows
    .filter((row) => ['none', 'some'].includes(serviceState(row)))
    .sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1))
}
