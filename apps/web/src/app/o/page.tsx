import type { ReactElement } from 'react'
import { ObjectSkeleton } from '../../features/object/object-skeleton.tsx'
import { ShortLink } from '../../features/short-link/short-link.tsx'
import { Screen } from '../../frame/screen.tsx'

export default function ShortLinkPage(): ReactElement {
  return (
    <Screen skeleton={<ObjectSkeleton />}>
      <ShortLink />
    </Screen>
  )
}
