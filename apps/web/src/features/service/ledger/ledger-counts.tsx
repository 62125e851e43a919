'use client'

import type { Ledger } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { BlindLines } from '../../../cluster/blind-lines.tsx'

/** What happened in the stretch shown, in numbers, and how much of it was watched. */
export function LedgerCounts({ ledger: { counts, coverage, gaps } }: { ledger: Ledger }): ReactElement {
  const t = useTranslations('ledger')
  return (
    <>
      <p className="pt-2 text-12 text-text-3">
        {t('counts', { ...counts })} {t('coverage', { percent: percent(coverage) })}
      </p>
      <BlindLines gaps={gaps} />
    </>
  )
}

/** Rounded down, so that only a whole is 100 %. */
function percent(share: number): string {
  return String(Math.floor(share * 1_000) / 10)
}
