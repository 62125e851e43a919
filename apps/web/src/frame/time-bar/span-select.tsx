'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import type { ShownWindow } from '../../time/use-time-window.ts'

const SPANS = ['-5m', '-15m', '-1h', '-6h', '-24h', '-7d'] as const

/** How long a stretch the bar shows; following the present, or as it was dragged. */
export function SpanSelect({ shown: { window, asked, follow } }: { shown: ShownWindow }): ReactElement {
  const t = useTranslations('timeBar')
  const isFollowing = asked.to === null && (asked.from === null || asked.from.startsWith('-'))
  const value = isFollowing && window.isLive ? (SPANS.find((span) => span === (asked.from ?? '-15m')) ?? '') : ''
  return (
    <select
      aria-label={t('window')}
      data-hint={t('window')}
      value={value}
      onChange={({ target }) => follow(target.value === '-15m' ? null : target.value)}
      className="h-[28px] min-w-0 rounded-control border border-line bg-page px-1.5 text-12 hover:bg-hover pointer-coarse:h-11"
    >
      {value === '' && <option value="">{t('ownWindow')}</option>}
      {SPANS.map((span) => (
        <option key={span} value={span}>
          {t(`spans.${span}`)}
        </option>
      ))}
    </select>
  )
}
