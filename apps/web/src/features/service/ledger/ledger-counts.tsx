'use client'

import type { Ledger } from '@portolan/contract'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { type BlindStretch, blindStretches } from '../../../time/blind-stretches.ts'
import { Time } from '../../../ui/time.tsx'

const GAPS = 3

/** What happened in the stretch shown, in numbers, and how much of it was watched. */
export function LedgerCounts({ ledger: { counts, coverage, gaps } }: { ledger: Ledger }): ReactElement {
  const t = useTranslations('ledger')
  const blind = useMemo(() => blindStretches(gaps), [gaps])
  return (
    <>
      <p className="pt-2 text-12 text-text-3">
        {t('counts', { ...counts })} {t('coverage', { percent: percent(coverage) })}
      </p>
      {blind.slice(-GAPS).map((stretch) => (
        <BlindLine key={stretch.from} stretch={stretch} />
      ))}
      {blind.length > GAPS && <p className="text-12 text-text-3">{t('moreGaps', { count: blind.length - GAPS })}</p>}
    </>
  )
}

/** One blind stretch: of which kinds, from when to when, why. */
function BlindLine({ stretch: { kinds, from, to, reason } }: { stretch: BlindStretch }): ReactElement {
  const t = useTranslations('ledger')
  return (
    <p className="text-12 text-text-3">
      <span lang="en">{kinds.join(', ')}</span> {t('notObserved')}:{' '}
      <Time at={Date.parse(from)} form="auto-ms" className="mono" /> –{' '}
      {to === null ? t('stillBlind') : <Time at={Date.parse(to)} form="auto-ms" className="mono" />},{' '}
      {t(`gapReason.${reason}`)}
    </p>
  )
}

/** Rounded down, so that only a whole is 100 %. */
function percent(share: number): string {
  return String(Math.floor(share * 1_000) / 10)
}
