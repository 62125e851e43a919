'use client'

import clsx from 'clsx'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useAt } from '../time/use-at.ts'

/** What is on screen is not the present; the way back to it. */
export function PastPill({ className }: { className: string }): ReactElement {
  const t = useTranslations('time')
  const { goTo } = useAt()
  return (
    <button
      type="button"
      data-hint={t('backToLive')}
      data-hint-keys="time.live"
      onClick={() => goTo(undefined)}
      className={clsx(className, 'border-past-text/40 bg-past-band text-past-text hover:border-past-text')}
    >
      <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
        <circle cx="4" cy="4" r="3" fill="none" strokeWidth="1.5" className="stroke-past-text" />
      </svg>
      {t('pastPill')}
    </button>
  )
}
