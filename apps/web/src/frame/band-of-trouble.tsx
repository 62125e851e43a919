'use client'

import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useDuration } from '../i18n/use-duration.ts'
import type { Phase } from '../live/phase.ts'
import { Glyph } from '../ui/glyph.tsx'
import { useNow } from '../ui/ticker.ts'
import { Time } from '../ui/time.tsx'

/** Since when there is no news, and why. */
export function NoNewsBand({ phase }: { phase: Extract<Phase, { phase: 'stale' }> }): ReactElement {
  const t = useTranslations('live')
  return (
    <Band
      text={t.rich(phase.reason === 'paused' ? 'pausedSince' : 'noNewsSince', {
        at: () => <Time at={phase.since} className="mono" />,
      })}
    />
  )
}

/** Nothing is written down, and why. */
export function PausedBand({ detail = '' }: { detail: string | undefined }): ReactElement {
  const t = useTranslations('live')
  return <Band text={`${t('recordingPaused')} ${detail}`} />
}

function Band({ text }: { text: ReactNode }): ReactElement {
  return (
    <p className="flex min-h-8 shrink-0 items-center gap-2 bg-past-band px-4 py-1 text-past-text sm:px-6">
      <Glyph shape="half-triangle" tone="warning" size={12} />
      <span>{text}</span>
    </p>
  )
}

/** How far what is shown is behind, for the pill in the header. */
export function Behind({ since }: { since: number }): ReactElement {
  const t = useTranslations('live')
  const duration = useDuration()
  return <span>{t('behind', { duration: duration(Math.max(0, useNow() - since), 'second') })}</span>
}
