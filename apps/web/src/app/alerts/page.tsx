import type { ReactElement } from 'react'
import { AlertsScreen } from '../../features/alerts/alerts-screen.tsx'
import { AlertsSkeleton } from '../../features/alerts/alerts-skeleton.tsx'
import { Screen } from '../../frame/screen.tsx'

export default function AlertsRoute(): ReactElement {
  return (
    <Screen skeleton={<AlertsSkeleton />}>
      <AlertsScreen />
    </Screen>
  )
}
