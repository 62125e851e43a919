'use client'

import type { Ledger } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { ledgerQuery } from '../../../api/queries.ts'
import { useStatus } from '../../../live/use-live.ts'
import type { TimeWindow } from '../../../time/time-window.ts'
import { useTimeWindow } from '../../../time/use-time-window.ts'

const MINUTE_MS = 60_000

/** The ledger of the stretch of time in the link. */
export interface ShownLedger {
  readonly window: TimeWindow
  /** Epoch ms on the server's clock. */
  readonly now: number
  readonly ledger: Ledger | undefined
  /** Whether it is here, or will not be soon. */
  readonly isSettled: boolean
  readonly error: Error | null
  readonly retry: () => void
}

/** Asks for the ledger of one Service; a live window moves on once a second. */
export function useLedger(namespace: string, name: string): ShownLedger {
  const { window, now, oldestAt } = useTimeWindow()
  const { phase } = useStatus()
  const { data, error, failureCount, refetch } = useQuery({
    ...ledgerQuery(namespace, name, rangeToAsk(window, oldestAt)),
    // Before the server has told its time, a window that follows the present is a guess.
    enabled: oldestAt !== undefined || !window.isLive,
  })
  return {
    window,
    now,
    ledger: data?.body,
    isSettled: data !== undefined || failureCount > 0 || error !== null || phase.phase === 'failed',
    error,
    retry: () => void refetch(),
  }
}

/** A live window asks from the full minute on, so that the question stays the same while the window moves. */
function rangeToAsk({ from, to, isLive }: TimeWindow, oldestAt = 0): { from: string; to?: string } {
  if (!isLive) return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
  const fullMinute = Math.floor(from / MINUTE_MS) * MINUTE_MS
  return { from: new Date(Math.max(fullMinute, oldestAt)).toISOString() }
}
