'use client'

import dynamic from 'next/dynamic'
import { usePathname } from 'next/navigation'
import { type ReactElement, useEffect, useState } from 'react'
import { useAt } from '../time/use-at.ts'
import { keepInLinks } from '../ui/kept-parameters.ts'
import { isTimed } from './screens.ts'
import { useShortcuts } from './shortcuts.ts'
import { whenReachable } from './when-reachable.ts'

const PastBand = dynamic(() => whenReachable(() => import('./past-band.tsx')).then((module) => module.PastBand), {
  ssr: false,
})
const TimeField = dynamic(() => whenReachable(() => import('./time-field.tsx')).then((module) => module.TimeField), {
  ssr: false,
})

const ICONS = { live: '/icon.svg', past: '/icon-past.svg' }

/** What the instant in the link means for the whole window: the band, the icon, every link, and the keys `L` and `T`. */
export function TimeTravel(): ReactElement {
  const isHere = isTimed(usePathname())
  const { instant, text, goTo } = useAt()
  const [isChoosing, setIsChoosing] = useState(false)
  const backToLive = () => goTo(undefined)

  useEffect(() => keepInLinks(text === undefined ? {} : { at: text }), [text])
  useIcon(isHere && text !== undefined ? ICONS.past : ICONS.live)
  useShortcuts(
    isHere
      ? [
          { id: 'time.live', run: backToLive },
          { id: 'time.choose', run: () => setIsChoosing(true) },
        ]
      : [],
  )
  return (
    <>
      {isHere && instant !== undefined && <PastBand instant={instant} onBack={backToLive} />}
      {isChoosing && <TimeField onClose={() => setIsChoosing(false)} />}
    </>
  )
}

/** The icon of the window says it too, for whoever looks at the tabs only. */
function useIcon(href: string): void {
  useEffect(() => {
    for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')) {
      link.dataset.live ??= link.href
      link.href = href === ICONS.live ? link.dataset.live : href
    }
  }, [href])
}
