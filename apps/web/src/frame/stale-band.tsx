'use client'

import type { Status } from '@portolan/contract'
import { FileClock } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Phase } from '../live/phase.ts'
import { useStatus } from '../live/use-live.ts'
import { Glyph } from '../ui/glyph.tsx'
import { Time } from '../ui/time.tsx'

/** Says what keeps the picture from being the present: no connection, or nothing being written down. Absent when all is well. */
export function StaleBand(): ReactElement | null {
  const { status, phase } = useStatus()
  const t = useTranslations('live')
  return (
    <>
      <output className="sr-only">{t(`phase.${phase.phase}`)}</output>
      {status?.bundle && <Recorded bundle={status.bundle} />}
      {phase.phase === 'stale' && <NoNews phase={phase} />}
      {phase.phase === 'live' && status?.recording === 'paused' && (
        <Band text={`${t('recordingPaused')} ${status.recordingDetail ?? ''}`} />
      )}
    </>
  )
}

/** Nothing here is live: the whole log is a file somebody saved. */
function Recorded({ bundle }: { bundle: NonNullable<Status['bundle']> }): ReactElement {
  const t = useTranslations('bundle')
  const instants = {
    from: () => <Time at={Date.parse(bundle.from)} form="date-second" className="mono" />,
    to: () => <Time at={Date.parse(bundle.to)} form="date-second" className="mono" />,
  }
  return (
    <p className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-3 border-line border-b bg-surface px-4 py-1 text-text-2 sm:px-6">
      <FileClock size={15} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
      <span>{t.rich('recorded', instants)}</span>
      {bundle.redacted && <span className="text-text-3">{t('redacted')}</span>}
    </p>
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
