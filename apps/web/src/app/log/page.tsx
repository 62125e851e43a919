import type { ReactElement } from 'react'
import { LogScreen } from '../../features/log/log-screen.tsx'
import { Screen } from '../../frame/screen.tsx'
import { ListSkeleton } from '../../ui/list-skeleton.tsx'

export default function LogPage(): ReactElement {
  return (
    <Screen skeleton={<ListSkeleton />}>
      <LogScreen />
    </Screen>
  )
}
