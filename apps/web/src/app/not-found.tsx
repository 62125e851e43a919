import type { ReactElement } from 'react'
import { NotFoundNotice } from '../frame/not-found-notice.tsx'
import { Screen } from '../frame/screen.tsx'

export default function NotFoundPage(): ReactElement {
  return (
    <Screen skeleton={<div />}>
      <NotFoundNotice />
    </Screen>
  )
}
