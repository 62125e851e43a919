'use client'

import type { ServiceRow } from '@portolan/contract'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { EndpointsBar } from '../../cluster/endpoints-bar.tsx'
import { ServiceGlyph } from '../../cluster/service-glyph.tsx'
import { SERVICE_STATES, serviceState } from '../../cluster/service-state.ts'
import { whyNotReason } from '../../cluster/why-not-reason.ts'
import { serviceHref } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Mono } from '../../ui/mono.tsx'

const SHOWN = 6

/** The Services that are not well, worst first; absent when there are none. */
export function TroubleList({ rows }: { rows: readonly ServiceRow[] }): ReactElement | null {
  const t = useTranslations('overview')
  const troubled = useMemo(() => worstFirst(rows), [rows])
  if (troubled.length === 0) return null
  return (
    <section aria-labelledby="trouble">
      <h2 id="trouble" className="mb-2 font-medium text-14">
        {t('trouble')}
      </h2>
      <ul className="overflow-hidden rounded-card border border-line">
        {troubled.slice(0, SHOWN).map((row) => (
          <TroubleItem key={row.key} row={row} />
        ))}
      </ul>
      <p className="mt-2 text-text-2">
        <AppLink href="/services/?state=none&state=some" className="inline-block min-h-[24px] py-0.5 hover:text-accent">
          {t('allTrouble', { count: troubled.length })} →
        </AppLink>
      </p>
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

function worstFirst(rows: readonly ServiceRow[]): ServiceRow[] {
  const rank = (row: ServiceRow) => SERVICE_STATES.indexOf(serviceState(row))
  return rows
    .filter((row) => ['none', 'some'].includes(serviceState(row)))
    .sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1))
}
