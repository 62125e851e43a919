import type { ReactElement } from 'react'
import { FindingsScreen } from '../../features/findings/findings-screen.tsx'
import { Screen } from '../../frame/screen.tsx'
import { ListSkeleton } from '../../ui/list-skeleton.tsx'

export default function FindingsRoute(): ReactElement {
  return (
    <Screen skeleton={<ListSkeleton />}>
      <FindingsScreen />
    </Screen>
  )
}
