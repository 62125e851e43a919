'use client'

import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { desktopNotice } from '../../frame/desktop-notice.ts'
import { changePreferences, usePreferences } from '../../preferences/preferences-store.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField } from './form/field.tsx'

/**
 * Whether this browser tells of alerts by the desktop too. Permission is asked for when it is switched on, never before; where
 * there is none to be had, it says so and what to do.
 */
export function DesktopNotices(): ReactElement {
  const t = useTranslations('alerts.desktop')
  const { hasDesktopNotices } = usePreferences()
  const [permission, setPermission] = useState(permissionNow)
  const isOn = hasDesktopNotices && permission === 'granted'
  const change = async (wanted: boolean) => {
    const answer = wanted && permission !== 'unsupported' ? await Notification.requestPermission() : permission
    setPermission(answer)
    changePreferences({ hasDesktopNotices: wanted && answer === 'granted' })
  }
  const show = () => {
    if (desktopNotice(t('sample'), { tag: 'sample' }) !== undefined) return
    setPermission('unsupported')
    changePreferences({ hasDesktopNotices: false })
  }
  return (
    <section aria-label={t('title')} className="border-line border-b px-4 py-2 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <CheckField label={t('label')} isOn={isOn} onChange={(wanted) => void change(wanted)} />
        {isOn && (
          <Button kind="quiet" onClick={show}>
            {t('try')}
          </Button>
        )}
      </div>
      <output className="block max-w-[80ch] text-text-2 empty:hidden">
        {permission === 'denied' && t('refused')}
        {permission === 'unsupported' && t('unsupported')}
      </output>
    </section>
  )
}

/** Browsers have notifications on secure pages only. */
function permissionNow(): NotificationPermission | 'unsupported' {
  return 'Notification' in globalThis && isSecureContext ? Notification.permission : 'unsupported'
}
