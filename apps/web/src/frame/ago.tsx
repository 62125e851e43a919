'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useDuration } from '../i18n/use-duration.ts'
import { useServerNow } from '../live/server-clock.ts'

/** `9 min ago`, counted on the server's clock, renewed once a second. Always beside an absolute time. */
export function Ago({ at }: { at: number }): ReactElement {
  const t = useTranslations('time')
  const duration = useDuration()
  const now = useServerNow()
  return <span>{t('ago', { duration: duration(Math.max(0, now - at), 'second') })}</span>
}
