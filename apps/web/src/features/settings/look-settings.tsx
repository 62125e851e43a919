'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { zoneName } from '../../i18n/instant.ts'
import { useServerNow } from '../../live/server-clock.ts'
import { changePreferences, usePreferences } from '../../preferences/preferences-store.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { Setting, SettingGroup } from './setting.tsx'

/** Language, theme, zone. */
export function LookSettings(): ReactElement {
  const t = useTranslations('settings')
  const { locale, theme, zone } = usePreferences()
  const now = useServerNow()
  return (
    <SettingGroup id="look" title={t('look')}>
      <Setting name={t('language')}>
        <Segmented
          label={t('language')}
          value={locale}
          onChange={(next) => changePreferences({ locale: next })}
          segments={[
            { value: 'en', label: <span lang="en">English</span> },
            { value: 'zh-CN', label: <span lang="zh-CN">简体中文</span> },
          ]}
        />
      </Setting>
      <Setting name={t('theme')}>
        <Segmented
          label={t('theme')}
          value={theme}
          onChange={(next) => changePreferences({ theme: next })}
          segments={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`themes.${value}`) }))}
        />
      </Setting>
      <Setting name={t('zone')} hint={t('zoneHint')}>
        <Segmented
          label={t('zone')}
          value={zone}
          onChange={(next) => changePreferences({ zone: next })}
          segments={[
            { value: 'local', label: t('localZone', { zone: zoneName('local', now) }) },
            { value: 'utc', label: 'UTC' },
          ]}
        />
      </Setting>
    </SettingGroup>
  )
}
