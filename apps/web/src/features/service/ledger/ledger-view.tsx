'use client'

import type { Ledger } from '@portolan/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactElement, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ledgerQuery } from '../../../api/queries.ts'
import { codeAndDetail } from '../../../errors.ts'
import { Failed } from '../../../frame/failed.tsx'
import { useServerNow } from '../../../live/server-clock.ts'
import { useStatus } from '../../../live/use-live.ts'
import { useServiceUrl } from '../service-url.ts'
import { Cursor, CursorContext } from './cursor.ts'
import { LedgerChart } from './ledger-chart.tsx'
import { LedgerCounts } from './ledger-counts.tsx'
import { LedgerLegend } from './ledger-legend.tsx'
import { LedgerSkeleton } from './ledger-skeleton.tsx'
import { LedgerToolbar } from './ledger-toolbar.tsx'
import { type LedgerWindow, ledgerWindow } from './ledger-window.ts'
import { useLedgerKeys } from './use-ledger-keys.ts'
import { ZeroReadyVerdict } from './zero-ready-verdict.tsx'

const MINUTE_MS = 60_000

/** Who was behind this Service, and when: in words, as lanes, in numbers. */
export function LedgerView({ namespace, name }: { namespace: string; name: string }): ReactElement {
  const t = useTranslations('ledger')
  const { asked } = useServiceUrl()
  const [cursor] = useState(() => new Cursor())
  const now = useServerNow()
  const oldestAt = useOldestAt()
  const window = ledgerWindow(asked, { now, oldestAt })
  const { data, error, refetch } = useQuery({
    ...ledgerQuery(namespace, name, rangeToAsk(window, oldestAt)),
    placeholderData: keepPreviousData,
  })
  useLedgerKeys({ cursor, window, ledger: data?.body, now })

  return (
    <section aria-labelledby="ledger" className="px-4 pb-6 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
        <h2 id="ledger" className="font-medium text-14">
          {t('title')}
        </h2>
        <LedgerToolbar window={window} now={now} />
      </div>
      {!data && error && <Failed heading="h2" {...codeAndDetail(error)} onRetry={() => void refetch()} />}
      {!data && !error && <LedgerSkeleton />}
      {data && (
        <CursorContext value={cursor}>
          <Picture ledger={data.body} window={window} />
        </CursorContext>
      )}
    </section>
  )
}

function Picture({ ledger, window }: { ledger: Ledger; window: LedgerWindow }): ReactElement {
  const { from, to, isLive } = window
  const steady = useMemo<LedgerWindow>(() => ({ from, to, isLive }), [from, to, isLive])
  return (
    <>
      <ZeroReadyVerdict ledger={ledger} window={steady} />
      <LedgerChart ledger={ledger} window={steady} />
      <LedgerLegend />
      <LedgerCounts ledger={ledger} />
    </>
  )
}

function useOldestAt(): number | undefined {
  const { status } = useStatus()
  const oldestAt = status?.store.oldestAt
  return oldestAt ? Date.parse(oldestAt) : undefined
}

/** A live window asks from the full minute on, so that the question stays the same while the window moves. */
function rangeToAsk({ from, to, isLive }: LedgerWindow, oldestAt = 0): { from: string; to?: string } {
  if (!isLive) return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
  const fullMinute = Math.floor(from / MINUTE_MS) * MINUTE_MS
  return { from: new Date(Math.max(fullMinute, oldestAt)).toISOString() }
}
