import type { ReactElement } from 'react'
import { ServicesScreen } from '../../features/services/services-screen.tsx'
import { ServicesSkeleton } from '../../features/services/services-skeleton.tsx'
import { Screen } from '../../frame/screen.tsx'

export default function ServicesPage(): ReactElement {
  return (
    <Screen skeleton={<ServicesSkeleton />}>
      <ServicesScreen />
    </Screen>
  )
}
