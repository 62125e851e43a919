'use client'

import type { ResourceStatus } from '@portolan/contract'
import type { ReactElement, ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { useStatus } from '../../live/use-live.ts'
import { useAt } from '../../time/use-at.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { isAllSilent } from './reading-of.ts'

/** Named before the rest is counted. */
const NAMED = 4

/**
 * What the answer leaves out for now: kinds that are still being listed, and kinds that cannot be watched at this moment.
 * Of a past instant the time bar says what went unwatched then.
 */
export function UnseenNotice(): ReactElement | null {
  const t = useTranslations('overview.unseen')
  const { status } = useStatus()
  const { instant } = useAt()
  const of = (state: string) => status?.resources.filter((each) => each.state === state) ?? []
  const [listing, waiting] = [of('listing'), of('waiting')]
  if (instant !== undefined || listing.length + waiting.length === 0) return null
  return (
    <div role="status" className="mt-4 flex flex-col gap-1 rounded-control bg-surface px-3 py-2">
      {listing.length > 0 && (
        <Line sign={<Glyph shape="half-disc" tone="info" size={12} className="mt-1" />}>
          {t('listing', { count: listing.length })} <Kinds resources={listing} />
        </Line>
      )}
      {waiting.length > 0 && (
        <Line sign={<Glyph shape="half-triangle" tone="warning" size={12} className="mt-1" />}>
          {isAllSilent(status?.resources ?? []) ? (
            t('silent')
          ) : (
            <>
              {t('blind', { count: waiting.length })} <Kinds resources={waiting} />
            </>
          )}{' '}
          <AppLink href="/status/" className="underline underline-offset-2 hover:text-accent">
            {t('status')}
          </AppLink>
        </Line>
      )}
    </div>
  )
}

function Line({ sign, children }: { sign: ReactElement; children: ReactNode }): ReactElement {
  return (
    <p className="flex items-start gap-2">
      {sign}
      <span>{children}</span>
    </p>
  )
}

function Kinds({ resources }: { resources: readonly ResourceStatus[] }): ReactElement {
  const t = useTranslations('overview.unseen')
  const locale = useLocale()
  const kinds = [...new Set(resources.map(({ kind }) => kind))]
  const more = kinds.length - NAMED
  return (
    <span className="text-text-2">
      <span lang="en">{kinds.slice(0, more > 1 ? NAMED : kinds.length).join(', ')}</span>
      {more > 1 && ` ${t('more', { count: more.toLocaleString(locale) })}`}
    </span>
  )
}
