'use client'

import type { ReactElement } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { useStatus } from '../../live/use-live.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Glyph } from '../../ui/glyph.tsx'

/** What the answer leaves out for now: kinds that are still being listed, and kinds that cannot be watched at this moment. */
export function UnseenNotice(): ReactElement | null {
  const t = useTranslations('overview.unseen')
  const locale = useLocale()
  const { status } = useStatus()
  const of = (state: string) => status?.resources.filter((each) => each.state === state) ?? []
  const [listing, waiting] = [of('listing'), of('waiting')]
  if (listing.length + waiting.length === 0) return null
  return (
    <div role="status" className="mt-4 flex flex-col gap-1 rounded-control bg-surface px-3 py-2">
      {listing.length > 0 && (
        <p className="flex items-start gap-2">
          <Glyph shape="half-disc" tone="info" size={12} className="mt-1" />
          {t('listing', {
            kinds: listing.map((each) => `${each.kind} ${each.objects.toLocaleString(locale)}`).join(', '),
          })}
        </p>
      )}
      {waiting.length > 0 && (
        <p className="flex items-start gap-2">
          <Glyph shape="half-triangle" tone="warning" size={12} className="mt-1" />
          <span>
            {t('blind', { kinds: waiting.map(({ kind }) => kind).join(', ') })}{' '}
            <AppLink href="/status/" className="underline underline-offset-2 hover:text-accent">
              {t('status')}
            </AppLink>
          </span>
        </p>
      )}
    </div>
  )
}
