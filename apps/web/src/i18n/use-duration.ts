'use client'

import { useCallback } from 'react'
import { useLocale } from 'use-intl'
import { formatDuration, type Precision } from './duration.ts'

/** `formatDuration` in the language shown. */
export function useDuration(): (durationMs: number, precision?: Precision) => string {
  const locale = useLocale()
  return useCallback((durationMs, precision) => formatDuration(durationMs, locale, precision), [locale])
}
