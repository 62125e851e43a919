'use client'

import type { Ledger } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { ledgerCausesQuery } from '../../../api/queries.ts'
import { CauseList } from '../../../cluster/cause-list.tsx'
import { transitionsOf } from '../../../cluster/transitions.ts'
import type { TimeWindow } from '../../../time/time-window.ts'

/** Telling why costs more than telling what: it is asked for less often. */
const READ_AGAIN_MS = 5_000

/** Why each ready endpoint came and went in the stretch shown; nothing while that is not known. */
export function LedgerCauses({
  ledger: { namespace, name, from },
  window,
}: {
  ledger: Ledger
  window: TimeWindow
}): ReactElement | null {
  const t = useTranslations('causes')
  const { data } = useQuery({
    ...ledgerCausesQuery(namespace, name, {
      ...(from !== null && { from }),
      ...(!window.isLive && { to: new Date(Math.round(window.to)).toISOString() }),
    }),
    refetchInterval: window.isLive ? READ_AGAIN_MS : false,
  })
  const transitions = useMemo(() => data && transitionsOf(data.body.intervals, window), [data, window])
  if (transitions === undefined) return null
  const lost = transitions.filter(({ change }) => change === 'lost').length
  return (
    <section aria-labelledby="why" className="pt-5">
      <h3 id="why" className="pb-1.5 font-medium text-14">
        {t('title')}{' '}
        <span className="font-normal text-text-3">{t('counts', { gained: transitions.length - lost, lost })}</span>
      </h3>
      <CauseList transitions={transitions} />
    </section>
  )
}
