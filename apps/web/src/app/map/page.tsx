import type { ReactElement } from 'react'
import { MapScreen } from '../../features/map/map-screen.tsx'
import { MapSkeleton } from '../../features/map/map-skeleton.tsx'
import { Screen } from '../../frame/screen.tsx'

export default function MapPage(): ReactElement {
  return (
    <Screen skeleton={<MapSkeleton />}>
      <MapScreen />
    </Screen>
  )
}
