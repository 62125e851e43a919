'use client'

import type { Alert, Incident } from '@portolan/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { incidentsQuery } from '../../../api/alert-queries.ts'
import { useAt } from '../../../time/use-at.ts'
import { useShownTime } from '../../../time/use-shown-time.ts'
import { incidentsThen } from './alerts-then.ts'

const FIRING = ['firing', 'acknowledged'] as const

/** Incidents that go on, or went on at the instant in the link, the newest first, as far as they were read. */
export function useFiring(namespaces: readonly string[]): {
  readonly incidents: readonly Incident[] | undefined
  /** Why there are none; `null` while they are on their way. */
  readonly error: unknown
  readonly readMore: (() => void) | undefined
  readonly retry: () => void
} {
  const { text: at } = useAt()
  const shown = useShownTime()
  const { data, error, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    incidentsQuery({
      ...(at === undefined ? { state: FIRING } : { from: at, to: at }),
      ...(namespaces.length > 0 && { namespace: namespaces }),
    }),
  )
  const incidents = useMemo(() => {
    const read = data?.pages.flatMap(({ body }) => body.items)
    if (at === undefined) return read
    return shown === undefined || read === undefined ? undefined : incidentsThen(read, shown)
  }, [data, at, shown])
  return {
    incidents,
    error,
    readMore: hasNextPage ? () => void fetchNextPage() : undefined,
    retry: () => void refetch(),
  }
}

/** Every alert that fires, in all namespaces: what a silence would mute is counted among them. `undefined` until all are read. */
export function useFiringAlerts(): readonly Alert[] | undefined {
  const { data, hasNextPage, isError, isFetching, fetchNextPage } = useInfiniteQuery(incidentsQuery({ state: FIRING }))
  useEffect(() => {
    // What could not be read is asked for again with the next news, not at once and for ever.
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [hasNextPage, isError, isFetching, fetchNextPage])
  return useMemo(() => {
    if (data === undefined || hasNextPage) return undefined
    const incidents = data.pages.flatMap(({ body }) => body.items)
    return incidents.flatMap(({ alerts }) => alerts.filter(({ state }) => state !== 'resolved'))
  }, [data, hasNextPage])
}
