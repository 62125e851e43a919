'use client'

import { formatInstant } from '../i18n/instant.ts'
import { usePreferences } from '../preferences/preferences-store.ts'
import { useShownTime } from '../time/use-shown-time.ts'
import { useTitle } from './title.ts'

/** Name the window of a screen that can show the past, and then say so: `14:03:22 · shop/web · Portolan`. */
export function useTimedTitle(title: string): void {
  const { zone } = usePreferences()
  const at = useShownTime()
  useTitle(at === undefined ? title : [formatInstant(at, 'second', zone), title].filter(Boolean).join(' · '))
}
