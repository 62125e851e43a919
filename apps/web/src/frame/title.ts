'use client'

import { useEffect } from 'react'
import { formatInstant } from '../i18n/instant.ts'
import { usePreferences } from '../preferences/preferences-store.ts'
import { useShownTime } from '../time/use-shown-time.ts'

/** Name the window while a screen is shown: `shop/web · Portolan`, and when it shows the past, `14:03:22 · shop/web · Portolan`. */
export function useTitle(title: string): void {
  const { zone } = usePreferences()
  const at = useShownTime()
  const then = at === undefined ? undefined : formatInstant(at, 'second', zone)
  useEffect(() => {
    document.title = [then, title, 'Portolan'].filter(Boolean).join(' · ')
  }, [then, title])
}
