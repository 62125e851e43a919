'use client'

import { History } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { zoneName } from '../i18n/instant.ts'
import { usePreferences } from '../preferences/preferences-store.ts'
import type { Instant } from '../time/instant.ts'
import { useInstantTime } from '../time/use-instant-time.ts'
import { Time } from '../ui/time.tsx'
import { Ago } from './ago.tsx'

/** Says that what is below is not the present, which instant it is, and the way back. */
export function PastBand({ instant, onBack }: { instant: Instant; onBack: () => void }): ReactElement {
  const t = useTranslations('time')
  const at = useInstantTime(instant)
  const { zone } = usePreferences()
  const isPlace = 'seq' in instant
  return (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 bg-past-band px-4 py-1 text-past-text sm:px-6">
      <History size={15} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
      <p className="min-w-0">
        {at === undefined
          ? t('pastPlace', { seq: isPlace ? instant.seq : 0 })
          : t.rich('past', {
              at: () => (
                <>
                  <Time at={at} form="auto-ms" className="mono font-semibold" />{' '}
                  <span className="mono">{zoneName(zone, at)}</span>
                </>
              ),
              ago: () => <Ago at={at} />,
            })}
        {at !== undefined && isPlace && <span className="mono"> seq {instant.seq}</span>}
      </p>
      <button
        type="button"
        onClick={onBack}
        className="inline-flex min-h-7 items-center gap-1.5 rounded-control px-2 font-medium underline decoration-past-text/40 underline-offset-3 hover:decoration-past-text"
      >
        {t('backToLive')}
        <kbd className="mono rounded-chip border border-past-text/40 px-1 max-sm:hidden">L</kbd>
      </button>
    </div>
  )
}
