'use client'

import dynamic from 'next/dynamic'
import { type ReactElement, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useStatus } from '../live/use-live.ts'
import { usePreferences } from '../preferences/preferences-store.ts'
import { whenReachable } from './when-reachable.ts'

/** What is said while the server cannot be reached. */
export const loadTrouble = () => whenReachable(() => import('./band-of-trouble.tsx'))

const NoNewsBand = dynamic(() => loadTrouble().then((module) => module.NoNewsBand), { ssr: false })
const PausedBand = dynamic(() => loadTrouble().then((module) => module.PausedBand), { ssr: false })
const RecordedBand = dynamic(() => import('./recorded-band.tsx').then((module) => module.RecordedBand), { ssr: false })

/** Says what keeps the picture from being the present: no connection, or nothing being written down. Absent when all is well. */
export function StaleBand(): ReactElement | null {
  const { status, phase } = useStatus()
  const t = useTranslations('live')
  const { hasAnnouncements } = usePreferences()
  // While the server can still be reached: afterwards what says that it cannot be could not be loaded.
  useEffect(() => {
    if (phase.phase === 'live') void loadTrouble()
  }, [phase.phase])
  return (
    <>
      <output aria-live={hasAnnouncements ? 'polite' : 'off'} className="sr-only">
        {t(`phase.${phase.phase}`)}
      </output>
      {status?.bundle && <RecordedBand bundle={status.bundle} />}
      {phase.phase === 'stale' && <NoNewsBand phase={phase} />}
      {phase.phase === 'live' && status?.recording === 'paused' && <PausedBand detail={status.recordingDetail} />}
    </>
  )
}
