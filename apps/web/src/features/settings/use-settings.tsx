'use client'

import { type ReactElement, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { changePreferences, usePreferences } from '../../preferences/preferences-store.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Setting, SettingGroup, SwitchSetting } from './setting.tsx'

/** Keyboard, announcements, motion, where desktop notices are switched, and the tour. */
export function UseSettings(): ReactElement {
  const t = useTranslations('settings')
  const { hasSingleKeys, hasAnnouncements, isTourOver } = usePreferences()
  const isCalm = usePrefersCalm()
  return (
    <SettingGroup id="use" title={t('use')}>
      <SwitchSetting
        name={t('singleKeys')}
        hint={t('singleKeysHint')}
        isOn={hasSingleKeys}
        onChange={(isOn) => changePreferences({ hasSingleKeys: isOn })}
      />
      <SwitchSetting
        name={t('announcements')}
        hint={t('announcementsHint')}
        isOn={hasAnnouncements}
        onChange={(isOn) => changePreferences({ hasAnnouncements: isOn })}
      />
      <Setting name={t('motion')} hint={isCalm ? t('motionCalm') : t('motionFull')} />
      <Setting name={t('notices')} hint={t('noticesHint')}>
        <AppLink href="/alerts/?tab=receivers" className={buttonClass()}>
          {t('toReceivers')}
        </AppLink>
      </Setting>
      <Setting name={t('tour')} hint={t('tourHint')}>
        <Button disabled={!isTourOver} onClick={() => changePreferences({ isTourOver: false })}>
          {t('tourAgain')}
        </Button>
      </Setting>
    </SettingGroup>
  )
}

const CALM = '(prefers-reduced-motion: reduce)'

function subscribe(listener: () => void): () => void {
  const query = matchMedia(CALM)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

function usePrefersCalm(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(CALM).matches,
    () => false,
  )
}
