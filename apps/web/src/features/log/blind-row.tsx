'use client'

import type { ReactElement } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { useDuration } from '../../i18n/use-duration.ts'
import type { BlindStretch } from '../../time/blind-stretches.ts'
import { Time } from '../../ui/time.tsx'

/** A stretch in which changes may have gone unseen, across all columns, with its length. */
export function BlindRow({
  stretch: { kinds, from, to },
  columns,
}: {
  stretch: BlindStretch
  columns: number
}): ReactElement {
  const t = useTranslations('log')
  const locale = useLocale()
  const duration = useDuration()
  const names = kinds.length > 4 ? [...kinds.slice(0, 4), '…'] : kinds
  const words = { kinds: new Intl.ListFormat(locale, { style: 'narrow' }).format(names) }
  return (
    <td colSpan={columns} className="blind-hatch truncate border-line border-b px-4 text-12 text-text-2 sm:px-6">
      <span className="rounded-chip bg-page px-2 py-0.5">
        <Time at={Date.parse(to ?? from)} form="auto-ms" className="mono" />{' '}
        {to === null
          ? t('gapOpen', words)
          : t('gap', { ...words, duration: duration(Date.parse(to) - Date.parse(from)) })}
      </span>
    </td>
  )
}
