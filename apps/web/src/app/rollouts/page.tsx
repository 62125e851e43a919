import type { ReactElement } from 'react'
import { RolloutsScreen } from '../../features/rollouts/rollouts-screen.tsx'
import { Screen } from '../../frame/screen.tsx'
import { ListSkeleton } from '../../ui/list-skeleton.tsx'

export default function RolloutsRoute(): ReactElement {
  return (
    <Screen skeleton={<ListSkeleton />}>
      <RolloutsScreen />
    </Screen>
  )
}
