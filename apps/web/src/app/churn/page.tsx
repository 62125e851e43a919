import type { ReactElement } from 'react'
import { ChurnScreen } from '../../features/churn/churn-screen.tsx'
import { ChurnSkeleton } from '../../features/churn/churn-skeleton.tsx'
import { Screen } from '../../frame/screen.tsx'

export default function ChurnPage(): ReactElement {
  return (
    <Screen skeleton={<ChurnSkeleton />}>
      <ChurnScreen />
    </Screen>
  )
}
