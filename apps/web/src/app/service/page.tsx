import type { ReactElement } from 'react'
import { ServiceScreen } from '../../features/service/service-screen.tsx'
import { ServiceSkeleton } from '../../features/service/service-skeleton.tsx'
import { Screen } from '../../frame/screen.tsx'

export default function ServicePage(): ReactElement {
  return (
    <Screen skeleton={<ServiceSkeleton />}>
      <ServiceScreen />
    </Screen>
  )
}
