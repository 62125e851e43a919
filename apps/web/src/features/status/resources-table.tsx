'use client'

import type { ResourceStatus } from '@portolan/contract'
import clsx from 'clsx'
import { Lock } from 'lucide-react'
import type { ReactElement } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Ago } from '../../frame/ago.tsx'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Glyph, type Shape, type Tone } from '../../ui/glyph.tsx'
import { Time } from '../../ui/time.tsx'
import { formatBytes } from './format-bytes.ts'

const LOOK: Record<ResourceStatus['state'], { shape: Shape; tone: Tone }> = {
  live: { shape: 'pale-disc', tone: 'healthy' },
  listing: { shape: 'half-disc', tone: 'info' },
  waiting: { shape: 'half-triangle', tone: 'warning' },
  denied: { shape: 'dotted-ring', tone: 'unknown' },
  absent: { shape: 'ring', tone: 'quiet' },
}

const ORDER: readonly ResourceStatus['state'][] = ['waiting', 'listing', 'denied', 'live', 'absent']

const CELL = 'border-line border-b px-2 py-1.5 first:pl-4 sm:first:pl-6'
const NUMBER = `${CELL} text-right`
const OBJECTS = `${NUMBER} whitespace-nowrap max-sm:pr-4`

/** Each watched resource: what state its watch is in, what it brought, and how often it broke. */
export function ResourcesTable({ resources }: { resources: readonly ResourceStatus[] }): ReactElement {
  const t = useTranslations('status')
  const sorted = resources.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-separate border-spacing-0" aria-label={t('resources')}>
        <thead>
          <tr className="text-left text-12 text-text-3 [&>th]:font-normal">
            <th className={CELL}>{t('columns.resource')}</th>
            <th className={CELL}>{t('columns.state')}</th>
            <th className={OBJECTS}>{t('columns.objects')}</th>
            <th className={clsx(CELL, 'max-sm:hidden')}>{t('columns.observed')}</th>
            <th className={clsx(NUMBER, 'max-lg:hidden')}>{t('columns.reconnects')}</th>
            <th className={clsx(NUMBER, 'max-lg:hidden')}>{t('columns.relists')}</th>
            <th className={clsx(NUMBER, 'max-md:hidden')}>{t('columns.gaps')}</th>
            <th className={clsx(NUMBER, 'pr-4 max-md:hidden sm:pr-6')}>{t('columns.bytes')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((resource) => (
            <ResourceRow key={`${resource.kind} ${resource.namespace}`} resource={resource} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Observed({ at }: { at: number }): ReactElement {
  return (
    <>
      <Time at={at} className="mono" />{' '}
      <span className="text-text-3 max-md:hidden">
        <Ago at={at} />
      </span>
    </>
  )
}

function ResourceRow({ resource }: { resource: ResourceStatus }): ReactElement {
  const t = useTranslations('status')
  const locale = useLocale()
  const { kind, group, namespace, state, detail, lastObservedAt } = resource
  return (
    <tr className={clsx('align-top hover:bg-surface', state === 'absent' && 'text-text-3')}>
      <th scope="row" className={clsx(CELL, 'text-left font-normal')}>
        {state === 'absent' ? (
          <span lang="en">{kind}</span>
        ) : (
          <AppLink href={hrefWith('/log/', { kind })} lang="en" className="text-text-1 hover:text-accent">
            {kind}
          </AppLink>
        )}
        {namespace && <span className="mono text-text-2"> {namespace}</span>}
        <span className="mono ml-2 text-text-3 max-sm:hidden">{group}</span>
      </th>
      <td className={CELL}>
        <span className="flex items-center gap-2 whitespace-nowrap">
          <Glyph {...LOOK[state]} size={11} />
          {t(`states.${state}`)}
          {state === 'denied' && <Lock size={12} aria-hidden="true" className="text-text-3" />}
        </span>
        {detail && state !== 'live' && <span className="block max-w-xl text-12 text-text-3">{detail}</span>}
      </td>
      <td className={OBJECTS}>
        {state === 'absent' || state === 'denied' ? '–' : resource.objects.toLocaleString(locale)}
      </td>
      <td className={clsx(CELL, 'whitespace-nowrap text-text-2 max-sm:hidden')}>
        {lastObservedAt === null ? '–' : <Observed at={Date.parse(lastObservedAt)} />}
      </td>
      <td className={clsx(NUMBER, 'max-lg:hidden')}>{resource.reconnects}</td>
      <td className={clsx(NUMBER, 'max-lg:hidden')}>{resource.relists}</td>
      <td className={clsx(NUMBER, 'max-md:hidden', resource.gaps > 0 && 'font-medium')}>{resource.gaps}</td>
      <td className={clsx(NUMBER, 'whitespace-nowrap pr-4 text-text-2 max-md:hidden sm:pr-6')}>
        {formatBytes(resource.bytes, locale)}
      </td>
    </tr>
  )
}
