import type { ReactElement } from 'react'
import { RolloutsScreen } from '../../features/rollouts/rollouts-screen.tsx'
import { RolloutsSkeleton } from '../../features/rollouts/rollouts-skeleton.tsx'
import { Screen } from '../../frame/screen.tsx'

export default function RolloutsRoute(): ReactElement {
  return (
    <Screen skeleton={<RolloutsSkeleton />}>
      <RolloutsScreen />
    </Screen>
  )
}
