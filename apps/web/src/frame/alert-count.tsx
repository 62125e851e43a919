'use client'

import type { AlertsPage } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { alertCountsQuery } from '../api/alert-queries.ts'
import { useStatus } from '../live/use-live.ts'
import { usePreferences } from '../preferences/preferences-store.ts'
import { useAlertNotices } from './alert-notices.ts'

/** How many alerts fire that nobody silenced, on their entry of the rail; nothing while none does. */
export function AlertCount(): ReactElement | null {
  const t = useTranslations('alerts')
  const { status } = useStatus()
  const { data } = useQuery({ ...alertCountsQuery(), enabled: status !== undefined && status.mode !== 'bundle' })
  const { hasDesktopNotices } = usePreferences()
  const counts = data?.body.counts
  const firing = counts === undefined ? 0 : firingOf(counts)
  useAlertNotices(hasDesktopNotices ? data?.body : undefined)
  if (counts === undefined || firing === 0) return null
  return (
    <span
      data-firing={firing}
      className={`absolute top-0.5 left-[22px] flex h-4 min-w-4 items-center justify-center rounded-full px-1 font-medium text-12 leading-none ${
        counts.critical + counts.error > 0 ? 'bg-critical text-page' : 'bg-warning text-page'
      }`}
    >
      <span aria-hidden="true">{firing > 99 ? '99+' : firing}</span>
      <span className="sr-only">{t('count', { count: firing })}</span>
    </span>
  )
}

function firingOf({ critical, error, warning, info }: AlertsPage['counts']): number {
  return critical + error + warning + info
}
