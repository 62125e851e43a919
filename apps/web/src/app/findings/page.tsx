import type { ReactElement } from 'react'
import { FindingsScreen } from '../../features/findings/findings-screen.tsx'
import { FindingsSkeleton } from '../../features/findings/findings-skeleton.tsx'
import { Screen } from '../../frame/screen.tsx'

export default function FindingsRoute(): ReactElement {
  return (
    <Screen skeleton={<FindingsSkeleton />}>
      <FindingsScreen />
    </Screen>
  )
}
