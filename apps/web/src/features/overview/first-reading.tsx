'use client'

import type { ResourceStatus, Status } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { AppLink } from '../../ui/app-link.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { readingOf } from './reading-of.ts'

/** In place of an answer while the cluster is read for the first time: how far that is, or why it does not begin. */
export function FirstReading({ status }: { status: Status }): ReactElement {
  const t = useTranslations('overview.reading')
  const { phase, detail } = readingOf(status.resources)
  const wanted = status.resources.filter(({ state }) => state !== 'absent' && state !== 'denied')
  return (
    <div className="mx-auto h-full max-w-6xl overflow-y-auto px-4 pt-8 pb-12 sm:px-8">
      <h1 className="flex items-start gap-3 font-medium text-20 sm:text-28">
        <Glyph shape="half-disc" tone="info" size={20} className="mt-1 sm:mt-2" />
        {phase === 'connecting' ? t('connecting', { cluster: status.cluster.name }) : t('reading')}
      </h1>
      <p className="mt-2 max-w-2xl text-14 text-text-2">{t('hint')}</p>
      {detail !== undefined && (
        <p lang="en" className="mono mt-4 max-w-3xl break-words rounded-control bg-tint-unready px-3 py-2">
          {detail}
        </p>
      )}
      <ul aria-label={t('kinds')} className="mt-6 grid max-w-3xl gap-x-8 sm:grid-cols-2">
        {wanted.map((resource) => (
          <Progress key={`${resource.kind} ${resource.namespace ?? ''}`} resource={resource} />
        ))}
      </ul>
      <p className="mt-6 text-text-2">
        <AppLink href="/status/" className="underline underline-offset-2 hover:text-accent">
          {t('status')}
        </AppLink>
      </p>
    </div>
  )
}

function Progress({ resource: { kind, namespace, state, objects } }: { resource: ResourceStatus }): ReactElement {
  const t = useTranslations('status.states')
  const locale = useLocale()
  return (
    <li className="flex items-baseline gap-2 border-line border-b py-1">
      <span lang="en" className="min-w-0 flex-1 truncate">
        {kind} {namespace !== undefined && <span className="mono text-text-3">{namespace}</span>}
      </span>
      <span>{objects.toLocaleString(locale)}</span>
      <span className="w-24 text-right text-text-3">{t(state)}</span>
    </li>
  )
}
