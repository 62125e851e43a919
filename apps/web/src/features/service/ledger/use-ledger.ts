'use client'

import type { Ledger } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ledgerQuery } from '../../../api/queries.ts'
import { useServerNow } from '../../../live/server-clock.ts'
import { useStatus } from '../../../live/use-live.ts'
import { useServiceUrl } from '../service-url.ts'
import { type LedgerWindow, ledgerWindow } from './ledger-window.ts'

const MINUTE_MS = 60_000

/** The ledger of the stretch of time the URL asks for. */
export interface ShownLedger {
  readonly window: LedgerWindow
  /** Epoch ms on the server's clock. */
  readonly now: number
  readonly ledger: Ledger | undefined
  readonly error: Error | null
  readonly retry: () => void
}

/** Asks for the ledger of one Service; a live window moves on once a second. */
export function useLedger(namespace: string, name: string): ShownLedger {
  const { asked } = useServiceUrl()
  const now = useServerNow()
  const oldestAt = useOldestAt()
  const { from, to, isLive } = ledgerWindow(asked, { now, oldestAt })
  const window = useMemo(() => ({ from, to, isLive }), [from, to, isLive])
  const { data, error, refetch } = useQuery(ledgerQuery(namespace, name, rangeToAsk(window, oldestAt)))
  return { window, now, ledger: data?.body, error, retry: () => void refetch() }
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
