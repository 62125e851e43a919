'use client'

import { usePathname } from 'next/navigation'
import { type ReactElement, useEffect } from 'react'
import { sharedLink } from '../link/shared-link.ts'
import { serverNow } from '../live/server-clock.ts'
import { parseTime } from '../time/time-window.ts'
import { useAt } from '../time/use-at.ts'
import { CopiedNotice, copyAndTell } from './copied-notice.tsx'
import { IgnoredLine } from './ignored-line.tsx'
import { isTimed } from './screens.ts'
import { useShortcuts } from './shortcuts.ts'
import { UpdatedBand } from './updated-band.tsx'

/** Links and instants are handed on: `y` and `Y`, a click on a time. And what a link says in vain is told, as is that the page must be loaded anew. */
export function LinkCare(): ReactElement {
  const isHere = isTimed(usePathname())
  const { text } = useAt()
  useShortcuts([
    { id: 'everywhere.copyLink', run: () => copyAndTell(sharedLink(linkInFocus())) },
    {
      id: 'everywhere.copyPinned',
      run: () => copyAndTell(sharedLink(linkInFocus(), isHere ? pinnedTo(text) : undefined)),
    },
  ])
  useEffect(() => {
    document.addEventListener('click', copyClickedTime)
    return () => document.removeEventListener('click', copyClickedTime)
  }, [])
  return (
    <>
      <UpdatedBand />
      <IgnoredLine />
      <CopiedNotice />
    </>
  )
}

/** The link that has the focus, else that of the screen. */
function linkInFocus(): string {
  const link = document.activeElement?.closest<HTMLAnchorElement>('a[href]')
  return link?.origin === location.origin ? link.href : location.href
}

function pinnedTo(text: string | undefined) {
  const now = Math.floor(serverNow())
  const iso = (at: number) => new Date(at).toISOString()
  return { at: text ?? iso(now), absolute: (relative: string) => iso(parseTime(relative, now) ?? now) }
}

const HAS_A_PURPOSE = 'a, button, label, summary, [role="option"], [role="slider"]'

/** A time that stands for itself is copied as RFC 3339 in UTC; one within a link or a button does what that does. */
function copyClickedTime({ target }: MouseEvent): void {
  const time = target instanceof Element ? target.closest('time') : null
  if (!time || time.closest(HAS_A_PURPOSE) || document.getSelection()?.isCollapsed === false) return
  copyAndTell(time.dateTime)
}
