import type { ReactElement } from 'react'
import { ServicesScreen } from '../../features/services/services-screen.tsx'
import { Screen } from '../../frame/screen.tsx'
import { ListSkeleton } from '../../ui/list-skeleton.tsx'

export default function ServicesPage(): ReactElement {
  return (
    <Screen skeleton={<ListSkeleton />}>
      <ServicesScreen />
    </Screen>
  )
}
