'use client'

import type { Markers } from '@portolan/contract'
import { useTranslations } from 'use-intl'
import { formatInstant, withDateUnlessToday } from '../../i18n/instant.ts'
import { useDuration } from '../../i18n/use-duration.ts'
import { usePreferences } from '../../preferences/preferences-store.ts'
import { marksAt } from './marks-at.ts'

const TOLD = 2

/** What the bar shows, in words. */
export function useBarWords(markers: Markers | undefined) {
  const t = useTranslations('timeBar.marks')
  const time = useTranslations('time')
  const duration = useDuration()
  const { zone } = usePreferences()
  return {
    /** "14:03:22.418, 9 min ago" */
    instant: (at: number, now: number): string => {
      const ago = time('ago', { duration: duration(Math.max(0, now - at), 'second') })
      return `${formatInstant(at, withDateUnlessToday('ms', zone, { at, now }), zone)}, ${ago}`
    },
    /** "shop/web: no ready endpoint, 4.2 s"; empty where nothing is marked. */
    marks: (at: number, toleranceMs: number): string => {
      const marks = marksAt(markers, at, toleranceMs)
      const told = marks
        .slice(0, TOLD)
        .map(({ what, name, lastingMs }) =>
          lastingMs === undefined ? t(`${what}Open`, { name }) : t(what, { name, duration: duration(lastingMs) }),
        )
      return [...told, ...(marks.length > TOLD ? [t('more', { count: marks.length - TOLD })] : [])].join(' · ')
    },
  }
}
