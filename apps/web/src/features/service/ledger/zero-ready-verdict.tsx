'use client'

import type { Ledger } from '@portolan/contract'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useDuration } from '../../../i18n/use-duration.ts'
import type { TimeWindow } from '../../../time/time-window.ts'
import { useTimeWindow } from '../../../time/use-time-window.ts'
import { Glyph } from '../../../ui/glyph.tsx'
import { Time } from '../../../ui/time.tsx'
import { readySteps } from './ready-steps.ts'

const SHOWN = 4

/** The verdict before the picture: was there a moment when nobody answered? Each leads to itself, enlarged. */
export function ZeroReadyVerdict({ ledger, window }: { ledger: Ledger; window: TimeWindow }): ReactElement {
  const t = useTranslations('ledger')
  const duration = useDuration()
  const { hold } = useTimeWindow()
  const windows = ledger.zeroReady.map(({ from, to }) => ({ from: Date.parse(from), to: to && Date.parse(to) }))
  const lasting = windows.map(({ from, to }) => (to || window.to) - from)
  const least = useMemo(
    () => Math.min(...readySteps(ledger.intervals, window.from, window.to).map(({ ready }) => ready)),
    [ledger, window],
  )
  if (windows.length === 0) {
    return (
      <p className="pb-3 text-text-2">
        {ledger.coverage < 1 && `${t('asWatched')} `}
        {least > 0 ? t('neverFewer', { least }) : t('noOutage')}
      </p>
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 pb-3">
      <p className="flex items-center gap-2">
        <Glyph shape="triangle" tone="unready" size={11} />
        {t('zero', { count: windows.length, total: duration(lasting.reduce((sum, each) => sum + each, 0)) })}
      </p>
      <ul className="flex flex-wrap gap-1.5">
        {windows
          .map((each, at) => ({ ...each, lastingMs: lasting[at] ?? 0 }))
          .toReversed()
          .slice(0, SHOWN)
          .map(({ from, lastingMs }) => (
            <li key={from}>
              <button
                type="button"
                onClick={() => hold({ from: from - 2 * lastingMs - 1_000, to: from + 3 * lastingMs + 1_000 })}
                className="inline-flex h-[24px] items-center gap-1.5 rounded-chip bg-tint-unready px-2 text-12 text-unready hover:underline"
              >
                <Time at={from} form="auto-ms" className="mono" /> · {duration(lastingMs)}
              </button>
            </li>
          ))}
      </ul>
    </div>
  )
}
