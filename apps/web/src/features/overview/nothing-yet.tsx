'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useStatus } from '../../live/use-live.ts'
import { AppLink } from '../../ui/app-link.tsx'

/** No Service to see: because there is none, or because they may not be read. */
export function NothingYet(): ReactElement | null {
  const t = useTranslations('overview.nothingYet')
  const { status } = useStatus()
  const services = status?.resources.find(({ kind }) => kind === 'Service')
  if (!services || services.state === 'listing') return null
  return (
    <p className="text-14 text-text-2">
      {services.state === 'denied' ? t('denied') : t('none')}{' '}
      <AppLink href="/settings/" className="underline underline-offset-2 hover:text-accent">
        {t('whatIsWatched')}
      </AppLink>
    </p>
  )
}
