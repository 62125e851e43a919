import type { ReactElement } from 'react'
import { SettingsScreen } from '../../features/settings/settings-screen.tsx'
import { SettingsSkeleton } from '../../features/settings/settings-skeleton.tsx'
import { Screen } from '../../frame/screen.tsx'

export default function SettingsPage(): ReactElement {
  return (
    <Screen skeleton={<SettingsSkeleton />}>
      <SettingsScreen />
    </Screen>
  )
}
