import type { ReactElement } from 'react'
import { ObjectScreen } from '../../features/object/object-screen.tsx'
import { ObjectSkeleton } from '../../features/object/object-skeleton.tsx'
import { Screen } from '../../frame/screen.tsx'

export default function ObjectPage(): ReactElement {
  return (
    <Screen skeleton={<ObjectSkeleton />}>
      <ObjectScreen />
    </Screen>
  )
}
