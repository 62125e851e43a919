'use client'

import type { Ledger } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Time } from '../../../ui/time.tsx'

const GAPS = 3

/** What happened in the stretch shown, in numbers, and how much of it was watched. */
export function LedgerCounts({ ledger: { counts, coverage, gaps } }: { ledger: Ledger }): ReactElement {
  const t = useTranslations('ledger')
  return (
    <>
      <p className="pt-2 text-12 text-text-3">
        {t('counts', { ...counts })} {t('coverage', { percent: percent(coverage) })}
      </p>
      {gaps.slice(0, GAPS).map((gap) => (
        <GapLine key={`${gap.kind} ${gap.namespace} ${gap.from}`} gap={gap} />
      ))}
      {gaps.length > GAPS && <p className="text-12 text-text-3">{t('moreGaps', { count: gaps.length - GAPS })}</p>}
    </>
  )
}

/** One blind stretch: of which kind, from when to when, why. */
function GapLine({ gap: { kind, from, to, reason } }: { gap: Ledger['gaps'][number] }): ReactElement {
  const t = useTranslations('ledger')
  return (
    <p className="text-12 text-text-3">
      <span lang="en">{kind}</span> {t('notObserved')}: <Time at={Date.parse(from)} form="auto-ms" className="mono" /> –{' '}
      {to === null ? t('stillBlind') : <Time at={Date.parse(to)} form="auto-ms" className="mono" />},{' '}
      {t(`gapReason.${reason}`)}
    </p>
  )
}

/** Rounded down, so that only a whole is 100 %. */
function percent(share: number): string {
  return String(Math.floor(share * 1_000) / 10)
}
