'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useTitle } from '../../frame/title.ts'
import { useStatus } from '../../live/use-live.ts'
import { Button } from '../../ui/button.tsx'
import { KeySettings } from './key-settings.tsx'
import { LookSettings } from './look-settings.tsx'
import { SavedViews } from './saved-views.tsx'
import { Setting, SettingGroup } from './setting.tsx'
import { UseSettings } from './use-settings.tsx'
import { WatchedKinds } from './watched-kinds.tsx'

/** How this browser shows Portolan, and what Portolan may see. */
export function SettingsScreen(): ReactElement {
  const t = useTranslations('settings')
  const { status } = useStatus()
  useTitle(t('title'))
  return (
    <div className="h-full overflow-y-auto overflow-x-hidden">
      <div className="mx-auto max-w-3xl px-4 pt-8 pb-16 sm:px-8">
        <h1 className="font-medium text-20">{t('title')}</h1>
        <p className="mt-1 text-text-2">{t('whose')}</p>
        <LookSettings />
        <UseSettings />
        <KeySettings />
        <SavedViews />
        {status && <WatchedKinds status={status} />}
        {status?.signIn !== undefined && (
          <SettingGroup id="session" title={t('session')}>
            <Setting name={t('signedIn')} hint={t('signedInHint')}>
              <form method="post" action="/logout">
                <Button type="submit">{t('signOut')}</Button>
              </form>
            </Setting>
          </SettingGroup>
        )}
      </div>
    </div>
  )
}
