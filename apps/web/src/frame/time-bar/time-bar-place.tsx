'use client'

import dynamic from 'next/dynamic'
import { usePathname } from 'next/navigation'
import { type ReactElement, Suspense } from 'react'
import { useCatalogue } from '../../i18n/catalogue-store.ts'

const TimeBar = dynamic(() => import('./time-bar.tsx').then((module) => module.TimeBar), {
  ssr: false,
  loading: () => <Empty />,
})

const WITH_BAR = ['/', '/map/', '/trace/', '/services/', '/service/', '/object/', '/findings/', '/churn/']

export function hasTimeBar(pathname: string): boolean {
  return WITH_BAR.includes(pathname)
}

/** The room of the time bar on screens that have one; the bar comes when the screen is there. */
export function TimeBarPlace(): ReactElement | null {
  const { messages } = useCatalogue()
  if (!hasTimeBar(usePathname())) return null
  if (!messages) return <Empty />
  return (
    <Suspense fallback={<Empty />}>
      <TimeBar />
    </Suspense>
  )
}

function Empty(): ReactElement {
  return <div aria-hidden="true" className="h-(--time-bar) shrink-0 border-line border-t" />
}
