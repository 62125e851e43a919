'use client'

import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { changePreferences, usePreferences } from '../../preferences/preferences-store.ts'
import { CheckField } from './form/field.tsx'

/** Whether this browser tells of alerts by the desktop too. Permission is asked for when it is switched on, never before. */
export function DesktopNotices(): ReactElement {
  const t = useTranslations('alerts.desktop')
  const { hasDesktopNotices } = usePreferences()
  const [isRefused, setIsRefused] = useState(false)
  const change = async (isOn: boolean) => {
    const permission = isOn && 'Notification' in window ? await Notification.requestPermission() : 'denied'
    setIsRefused(isOn && permission !== 'granted')
    changePreferences({ hasDesktopNotices: isOn && permission === 'granted' })
  }
  return (
    <div className="border-line border-b px-4 py-2 sm:px-6">
      <CheckField label={t('label')} isOn={hasDesktopNotices} onChange={(isOn) => void change(isOn)} />
      <output className="block text-text-2 empty:hidden">{isRefused ? t('refused') : ''}</output>
    </div>
  )
}
