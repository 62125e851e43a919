import type { ReactElement } from 'react'
import { TraceScreen } from '../../features/trace/trace-screen.tsx'
import { TraceSkeleton } from '../../features/trace/trace-skeleton.tsx'
import { Screen } from '../../frame/screen.tsx'

export default function TracePage(): ReactElement {
  return (
    <Screen skeleton={<TraceSkeleton />}>
      <TraceScreen />
    </Screen>
  )
}
