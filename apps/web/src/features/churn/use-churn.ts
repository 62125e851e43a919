'use client'

import type { Churn, ServicesChurn } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { churnQuery, servicesChurnQuery } from '../../api/queries.ts'
import { askedSteps } from '../../cluster/churn/asked-steps.ts'
import { useTimeWindow } from '../../time/use-time-window.ts'

/** So many are ranked: the most that one answer tells. */
const LIMIT = 1_000

export interface ShownChurn {
  readonly ranking: ServicesChurn | undefined
  readonly total: Churn | undefined
  readonly error: Error | null
  readonly retry: () => void
}

/** Which Services churned in the stretch of time in the link, and all of it together. Of the present it is asked again and again. */
export function useChurn(namespaces: readonly string[]): ShownChurn {
  const { window, oldestAt } = useTimeWindow()
  const { from, to, stripMs, chartMs, againMs } = askedSteps(window)
  const scope = { from, ...(to && { to }), ...(namespaces.length > 0 && { namespace: namespaces }) }
  // Before the server has told its time, a window that follows the present is a guess.
  const options = { enabled: oldestAt !== undefined || !window.isLive, refetchInterval: againMs ?? (false as const) }
  const ranking = useQuery({ ...servicesChurnQuery({ ...scope, step: stripMs, limit: LIMIT }), ...options })
  const total = useQuery({ ...churnQuery({ ...scope, step: chartMs }), ...options })
  return {
    ranking: ranking.data?.body,
    total: total.data?.body,
    error: ranking.error ?? total.error,
    retry: () => {
      void ranking.refetch()
      void total.refetch()
    },
  }
}
