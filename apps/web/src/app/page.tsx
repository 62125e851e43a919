import type { ReactElement } from 'react'
import { OverviewScreen } from '../features/overview/overview-screen.tsx'
import { OverviewSkeleton } from '../features/overview/overview-skeleton.tsx'
import { Screen } from '../frame/screen.tsx'

export default function OverviewPage(): ReactElement {
  return (
    <Screen skeleton={<OverviewSkeleton />}>
      <OverviewScreen />
    </Screen>
  )
}
