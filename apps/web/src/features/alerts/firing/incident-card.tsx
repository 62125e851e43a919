'use client'

import type { Alert } from '@portolan/contract'
import clsx from 'clsx'
import { usePathname, useSearchParams } from 'next/navigation'
import { type ReactElement, useId } from 'react'
import { useTranslations } from 'use-intl'
import { ToldSentence } from '../../../cluster/told-sentence.tsx'
import { AppLink } from '../../../ui/app-link.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Time } from '../../../ui/time.tsx'
import { AlertCauseLine } from '../alert-cause.tsx'
import { AlertName } from '../alert-name.tsx'
import { AlertSince } from '../alert-since.tsx'
import { AlertStateSign } from '../alert-state-sign.tsx'
import { SilencedBy } from '../silences/silenced-by.tsx'
import { AlertActions } from './alert-actions.tsx'
import type { ShownIncident } from './arrange-incidents.ts'

const OTHERS = 4

/** One incident: its worst alert with all that is known, and the others that share its cause. */
export function IncidentCard({
  shown: { incident, alerts },
  isOpen,
}: {
  shown: ShownIncident
  /** One of its alerts is open beside the list. */
  isOpen: boolean
}): ReactElement {
  const t = useTranslations('alerts')
  const heading = useId()
  const [worst, ...others] = alerts
  const cause = worst.cause ?? incident.cause
  return (
    <article
      aria-labelledby={heading}
      className={clsx('border-line border-b px-4 py-3 sm:px-6', isOpen && 'bg-accent-tint')}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <h2 id={heading} className="min-w-0">
          <AlertName alert={worst} />
        </h2>
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <AlertStateSign state={worst.state} />
          <AlertSince since={worst.since} until={null} />
        </span>
      </div>
      <div className="mt-1 flex flex-col gap-1 sm:pl-[19px]">
        <p>
          <ToldSentence sentence={worst.sentence} />
        </p>
        {cause !== undefined && (
          <p>
            <AlertCauseLine cause={cause} />
          </p>
        )}
        {worst.routes.length > 0 && <RoutesBehind routes={worst.routes} />}
        <Marks alert={worst} isMaintenance={incident.isMaintenance} />
        <AlertActions alerts={alerts} rollout={incident.rollout} />
        {others.length > 0 && (
          <section aria-label={t('alsoInThis')} className="mt-1">
            <h3 className="text-12 text-text-3">
              {t('also', { count: others.length })}
              {' · '}
              <IncidentLink id={incident.id} />
            </h3>
            <ul>
              {others.slice(0, OTHERS).map((alert) => (
                <li key={alert.id} className="flex flex-wrap items-center gap-x-4">
                  <AlertName alert={alert} isShort />
                  {alert.state !== 'firing' && <AlertStateSign state={alert.state} />}
                  <AlertSince since={alert.since} until={null} />
                  <Marks alert={alert} />
                </li>
              ))}
            </ul>
            {others.length > OTHERS && (
              <p className="text-text-3">{t('moreAlerts', { count: others.length - OTHERS })}</p>
            )}
          </section>
        )}
      </div>
    </article>
  )
}

/** Opens everything that is known of an incident beside the list. */
export function IncidentLink({ id }: { id: string }): ReactElement {
  const t = useTranslations('alerts.incident')
  const pathname = usePathname()
  const parameters = new URLSearchParams(useSearchParams())
  parameters.set('incident', id)
  parameters.delete('id')
  return (
    <AppLink
      href={`${pathname}?${parameters}`}
      scroll={false}
      className="inline-flex min-h-[24px] items-center text-accent underline"
    >
      {t('open')}
    </AppLink>
  )
}

function RoutesBehind({ routes }: { routes: readonly string[] }): ReactElement {
  const t = useTranslations('alerts')
  return (
    <p className="flex flex-wrap gap-x-3">
      <span className="text-text-3">{t('behind', { count: routes.length })}</span>
      {routes.map((url) => (
        <span key={url} lang="en" className="mono min-w-0 break-all text-text-2">
          {url}
        </span>
      ))}
    </p>
  )
}

/** Who knows of it, what hides it, and whether it is expected. */
export function Marks({
  alert,
  isMaintenance = false,
}: {
  alert: Alert
  isMaintenance?: boolean
}): ReactElement | null {
  const t = useTranslations('alerts')
  const { acknowledged, silencedBy } = alert
  if (acknowledged === undefined && silencedBy.length === 0 && !isMaintenance) return null
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
      {isMaintenance && <Chip tone="accent">{t('maintenance')}</Chip>}
      {silencedBy.map((id) => (
        <SilencedBy key={id} id={id} />
      ))}
      {acknowledged !== undefined && (
        <span className="min-w-0 break-words text-text-2">
          {t.rich('acknowledgedBy', {
            by: acknowledged.by,
            at: () => <Time at={Date.parse(acknowledged.at)} className="mono" />,
          })}
          {acknowledged.note !== undefined && ` · ${acknowledged.note}`}
        </span>
      )}
    </div>
  )
}
