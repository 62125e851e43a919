'use client'

import clsx from 'clsx'
import dynamic from 'next/dynamic'
import { usePathname } from 'next/navigation'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import type { Phase } from '../live/phase.ts'
import { useStatus } from '../live/use-live.ts'
import { AppLink } from '../ui/app-link.tsx'
import { useKeptParameters } from '../ui/kept-parameters.ts'
import { isTimed } from './screens.ts'
import { loadTrouble } from './stale-band.tsx'

const PastPill = dynamic(() => import('./past-pill.tsx').then((module) => module.PastPill), { ssr: false })

const Behind = dynamic(() => loadTrouble().then((module) => module.Behind), { ssr: false })

const PILL =
  'inline-flex h-7 min-w-[4.7rem] shrink-0 items-center gap-2 rounded-full border px-3 font-medium text-12 transition-colors pointer-coarse:h-11'

/** Whether what is on screen is the present, and if not, how far behind it is. Of the past, the way back to the present. */
export function LivePill(): ReactElement {
  const kept = useKeptParameters()
  const isTimedScreen = isTimed(usePathname())
  return kept.at !== undefined && isTimedScreen ? <PastPill className={PILL} /> : <PresentPill />
}

function PresentPill(): ReactElement {
  const t = useTranslations('live')
  const { status, phase } = useStatus()
  const isRecorded = status?.mode === 'bundle' && phase.phase === 'live'
  return (
    <AppLink
      href="/status/"
      data-hint={t('hint')}
      className={clsx(PILL, 'border-line text-text-2 hover:bg-hover hover:text-text-1')}
    >
      {isRecorded ? <StopSign /> : <Dot phase={phase} />}
      <span className="whitespace-nowrap">{isRecorded ? t('recorded') : <PillText phase={phase} />}</span>
    </AppLink>
  )
}

/** Nothing goes on here. */
export function StopSign(): ReactElement {
  return (
    <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
      <rect width="8" height="8" className="fill-text-3" />
    </svg>
  )
}

/** How far what is shown is to be trusted, as a shape. */
export function Dot({ phase: { phase } }: { phase: Phase }): ReactElement {
  return (
    <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
      {phase === 'live' && <circle cx="4" cy="4" r="4" className="fill-ready" />}
      {phase === 'loading' && <circle cx="4" cy="4" r="3" fill="none" strokeWidth="1.5" className="stroke-unknown" />}
      {phase === 'stale' && <circle cx="4" cy="4" r="3" fill="none" strokeWidth="1.5" className="stroke-warning" />}
      {phase === 'failed' && <path d="M4 0 8 8H0Z" className="fill-critical" />}
    </svg>
  )
}

const NOT_REACHED: readonly string[] = ['unreachable', 'timeout']

/** The same in words. */
export function PillText({ phase }: { phase: Phase }): ReactElement {
  const t = useTranslations('live')
  switch (phase.phase) {
    case 'live':
      return <span>{t('live')}</span>
    case 'loading':
      // Not worth a word that comes and goes, unless it takes long.
      return <span className="late-word">{t('connecting')}</span>
    case 'failed':
      return <span>{NOT_REACHED.includes(phase.code) ? t('failed') : t('notAvailable')}</span>
    case 'stale':
      return phase.reason === 'paused' ? <span>{t('paused')}</span> : <Behind since={phase.since} />
  }
}
