'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { BAR_LOOKS } from './churn-looks.ts'
import type { BarLook } from './churn-shapes.ts'

/** What each fill means, of those that are drawn. */
export function ChurnLegend({ looks, hasGap }: { looks: readonly BarLook[]; hasGap: boolean }): ReactElement {
  const t = useTranslations('churn')
  const look = useTranslations('churn.looks')
  return (
    <ul aria-label={t('legend')} className="flex flex-wrap gap-x-4 gap-y-1 text-12 text-text-2">
      <li className="flex items-center gap-1.5">
        <svg width="16" height="10" aria-hidden="true">
          <rect width="16" height="10" className="fill-tint-ready" />
          <line x2="16" y1="1" y2="1" strokeWidth="2" className="stroke-ready" />
        </svg>
        {t('readyEndpoints')}
      </li>
      {looks.map((each) => (
        <li key={each} className="flex items-center gap-1.5">
          <svg width="10" height="10" aria-hidden="true">
            <rect width="10" height="10" className={BAR_LOOKS[each]} />
          </svg>
          {look(each)}
        </li>
      ))}
      {hasGap && (
        <li className="flex items-center gap-1.5">
          <svg width="16" height="10" aria-hidden="true">
            <rect width="16" height="10" className="fill-[url(#hatch-gap)]" />
          </svg>
          {t('notObserved')}
        </li>
      )}
    </ul>
  )
}
