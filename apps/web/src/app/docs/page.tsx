import type { ReactElement } from 'react'
import { DocsScreen } from '../../features/docs/docs-screen.tsx'
import { DocsSkeleton } from '../../features/docs/docs-skeleton.tsx'
import { Screen } from '../../frame/screen.tsx'

export default function DocsPage(): ReactElement {
  return (
    <Screen skeleton={<DocsSkeleton />}>
      <DocsScreen />
    </Screen>
  )
}
