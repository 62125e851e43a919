'use client'

import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { codeAndDetail } from '../../../errors.ts'
import { Failed } from '../../../frame/failed.tsx'
import { Cursor, CursorContext } from '../../../time/cursor.ts'
import { LedgerCauses } from './ledger-causes.tsx'
import { LedgerChart } from './ledger-chart.tsx'
import { LedgerCounts } from './ledger-counts.tsx'
import { LedgerLegend } from './ledger-legend.tsx'
import { LedgerSkeleton } from './ledger-skeleton.tsx'
import type { ShownLedger } from './use-ledger.ts'
import { useLedgerKeys } from './use-ledger-keys.ts'
import { ZeroReadyVerdict } from './zero-ready-verdict.tsx'

/** Who was behind this Service, and when: in words, as lanes, in numbers. */
export function LedgerView({ shown }: { shown: ShownLedger }): ReactElement {
  const t = useTranslations('ledger')
  const [cursor] = useState(() => new Cursor())
  const { window, ledger, error, retry } = shown
  useLedgerKeys({ cursor, window, ledger })
  return (
    <section aria-labelledby="ledger" className="px-4 pb-6 sm:px-6">
      <h2 id="ledger" className="py-3 font-medium text-14">
        {t('title')}
      </h2>
      {!ledger && (error ? <Failed heading="h2" {...codeAndDetail(error)} onRetry={retry} /> : <LedgerSkeleton />)}
      {ledger && (
        <CursorContext value={cursor}>
          <ZeroReadyVerdict ledger={ledger} window={window} />
          <LedgerChart ledger={ledger} window={window} />
          <LedgerLegend />
          <LedgerCounts ledger={ledger} />
          <LedgerCauses ledger={ledger} window={window} />
        </CursorContext>
      )}
    </section>
  )
}
