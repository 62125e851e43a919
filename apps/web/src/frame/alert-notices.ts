'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useTell } from '../i18n/use-sentences.ts'
import { usePreferences } from '../preferences/preferences-store.ts'
import type { BegunAlert } from './begun-alerts.ts'
import { desktopNotice } from './desktop-notice.ts'

/** In a storm the first few are named, the others are counted. */
const NAMED = 3

/**
 * Tell the desktop of alerts that begin to fire while this page is open, where that is switched on. A notice leads to its alert.
 * Asks for no permission: whoever switched it on was asked then.
 */
export function useDesktopNotices(begun: readonly BegunAlert[]): void {
  const t = useTranslations('alerts')
  const word = useTranslations('severity')
  const tell = useTell()
  const router = useRouter()
  const { hasDesktopNotices } = usePreferences()
  const isOn = hasDesktopNotices && 'Notification' in globalThis && Notification.permission === 'granted'
  const told = useRef(begun)
  useEffect(() => {
    const isTold = told.current === begun
    told.current = begun
    if (!isOn || isTold) return
    const show = (title: string, { tag, href }: { tag: string; href: string }) => {
      const notice = desktopNotice(title, { tag, lang: document.documentElement.lang, icon: '/icon.svg' })
      notice?.addEventListener('click', () => {
        window.focus()
        router.push(href)
        notice.close()
      })
    }
    for (const { id, severity, sentence } of begun.slice(0, NAMED)) {
      const title = t('notice', { severity: word(severity), sentence: tell(sentence).text })
      show(title, { tag: id, href: `/alerts/?${new URLSearchParams({ id })}` })
    }
    const others = begun.length - NAMED
    if (others > 0) show(t('moreBegun', { count: others }), { tag: 'more', href: '/alerts/' })
  }, [begun, isOn, router, t, tell, word])
}
