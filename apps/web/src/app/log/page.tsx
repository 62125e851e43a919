import type { ReactElement } from 'react'
import { LogScreen } from '../../features/log/log-screen.tsx'
import { LogSkeleton } from '../../features/log/log-skeleton.tsx'
import { Screen } from '../../frame/screen.tsx'

export default function LogPage(): ReactElement {
  return (
    <Screen skeleton={<LogSkeleton />}>
      <LogScreen />
    </Screen>
  )
}
