import type { ReactElement } from 'react'
import { RolloutScreen } from '../../features/rollout/rollout-screen.tsx'
import { RolloutSkeleton } from '../../features/rollout/rollout-skeleton.tsx'
import { Screen } from '../../frame/screen.tsx'

export default function RolloutRoute(): ReactElement {
  return (
    <Screen skeleton={<RolloutSkeleton />}>
      <RolloutScreen />
    </Screen>
  )
}
