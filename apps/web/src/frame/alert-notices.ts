'use client'

import type { AlertsPage } from '@portolan/contract'
import { useEffect, useRef } from 'react'
import { useTell } from '../i18n/use-sentences.ts'

/**
 * Tell the desktop of alerts that begin to fire while this page is open. Asks for no permission: whoever switched it on was asked
 * then.
 *
 * @param page the newest alerts; `undefined`: nobody wants to be told
 */
export function useAlertNotices(page: AlertsPage | undefined): void {
  const tell = useTell()
  const known = useRef<ReadonlySet<string>>(undefined)
  useEffect(() => {
    if (page === undefined) return
    const firing = page.items.filter(({ state, silencedBy }) => state === 'firing' && silencedBy.length === 0)
    const before = known.current
    known.current = new Set(firing.map(({ id }) => id))
    if (before === undefined || Notification.permission !== 'granted') return
    for (const alert of firing.filter(({ id }) => !before.has(id)))
      new Notification(tell(alert.sentence).text, { tag: alert.id, lang: document.documentElement.lang })
  }, [page, tell])
}
