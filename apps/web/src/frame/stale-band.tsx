'use client'

import dynamic from 'next/dynamic'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Phase } from '../live/phase.ts'
import { useStatus } from '../live/use-live.ts'
import { Glyph } from '../ui/glyph.tsx'
import { Time } from '../ui/time.tsx'

const RecordedBand = dynamic(() => import('./recorded-band.tsx').then((module) => module.RecordedBand), { ssr: false })

/** Says what keeps the picture from being the present: no connection, or nothing being written down. Absent when all is well. */
export function StaleBand(): ReactElement | null {
  const { status, phase } = useStatus()
  const t = useTranslations('live')
  return (
    <>
      <output className="sr-only">{t(`phase.${phase.phase}`)}</output>
      {status?.bundle && <RecordedBand bundle={status.bundle} />}
      {phase.phase === 'stale' && <NoNews phase={phase} />}
      {phase.phase === 'live' && status?.recording === 'paused' && (
        <Band text={`${t('recordingPaused')} ${status.recordingDetail ?? ''}`} />
      )}
    </>
  )
}

function NoNews({ phase }: { phase: Extract<Phase, { phase: 'stale' }> }): ReactElement {
  const t = useTranslations('live')
  return (
    <Band
      text={t.rich(phase.reason === 'paused' ? 'pausedSince' : 'noNewsSince', {
        at: () => <Time at={phase.since} className="mono" />,
      })}
    />
  )
}

function Band({ text }: { text: ReactNode }): ReactElement {
  return (
    <p className="flex min-h-8 shrink-0 items-center gap-2 bg-past-band px-4 py-1 text-past-text sm:px-6">
      <Glyph shape="half-triangle" tone="warning" size={12} />
      <span>{text}</span>
    </p>
  )
}
