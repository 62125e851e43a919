'use client'

import type { AlertsPage, FindingsPage } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { findingCountsQuery, firingAlertsQuery, markersQuery } from '../../api/queries.ts'
import { useServerNow } from '../../live/server-clock.ts'
import { useStatus } from '../../live/use-live.ts'
import { useAt } from '../../time/use-at.ts'
import { useInstantTime } from '../../time/use-instant-time.ts'
import { hourBefore, type LastHour, lastHour } from './last-hour.ts'

const READ_AGAIN_MS = 5_000

/** What one tile tells. */
interface Told<Answer> {
  readonly answer: Answer | undefined
  readonly isError: boolean
  /** Whether the answer is here, or will not be soon. */
  readonly isSettled: boolean
}

/** What happened in the hour before the instant shown. */
export function useLastHour(): Told<LastHour> {
  const { instant } = useAt()
  const now = useServerNow()
  const time = useInstantTime(instant)
  const isPresent = instant === undefined
  const { status } = useStatus()
  const asked = useQuery({
    ...markersQuery(hourBefore(time ?? now, { isPresent })),
    // Before the server has told its time, the present is a guess.
    enabled: isPresent ? now > 0 && status !== undefined : time !== undefined,
    ...(isPresent && { refetchInterval: READ_AGAIN_MS }),
  })
  return told(asked, asked.data && lastHour(asked.data.body))
}

/** How many findings there are at the instant shown. */
export function useFindingCounts(): Told<FindingsPage> {
  const { text: at } = useAt()
  const asked = useQuery({
    ...findingCountsQuery(at === undefined ? {} : { at }),
    ...(at === undefined && { refetchInterval: READ_AGAIN_MS }),
  })
  return told(asked, asked.data?.body)
}

/** How many alerts fire. Never asked where the server judges none: a bundle was judged where it was recorded. */
export function useFiringCounts(): Told<AlertsPage> {
  const { status } = useStatus()
  const isJudged = status !== undefined && status.mode !== 'bundle'
  const asked = useQuery({ ...firingAlertsQuery(), enabled: isJudged, refetchInterval: READ_AGAIN_MS, retry: false })
  return told(asked, asked.data?.body)
}

/** Whether every tile has its answer, or will not have it soon: before, they would grow and push what is below them. */
export function useAreTilesSettled(): boolean {
  const { instant } = useAt()
  const { status } = useStatus()
  const [hour, findings, alerts] = [useLastHour(), useFindingCounts(), useFiringCounts()]
  const hasAlerts = instant === undefined && status?.mode !== 'bundle'
  return hour.isSettled && findings.isSettled && (!hasAlerts || alerts.isSettled)
}

function told<Answer>(
  { isError, failureCount }: { readonly isError: boolean; readonly failureCount: number },
  answer: Answer | undefined,
): Told<Answer> {
  return { answer, isError, isSettled: answer !== undefined || isError || failureCount > 0 }
}
