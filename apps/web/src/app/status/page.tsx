import type { ReactElement } from 'react'
import { StatusScreen } from '../../features/status/status-screen.tsx'
import { StatusSkeleton } from '../../features/status/status-skeleton.tsx'
import { Screen } from '../../frame/screen.tsx'

export default function StatusPage(): ReactElement {
  return (
    <Screen skeleton={<StatusSkeleton />}>
      <StatusScreen />
    </Screen>
  )
}
