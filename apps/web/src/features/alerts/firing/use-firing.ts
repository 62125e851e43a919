'use client'

import type { Alert, Incident } from '@portolan/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { incidentsQuery } from '../../../api/alert-queries.ts'

const FIRING = ['firing', 'acknowledged'] as const

/** Incidents that go on, the newest first, as far as they were read. */
export function useFiring(namespaces: readonly string[]): {
  readonly incidents: readonly Incident[] | undefined
  /** Why there are none; `null` while they are on their way. */
  readonly error: unknown
  readonly readMore: (() => void) | undefined
  readonly retry: () => void
} {
  const { data, error, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    incidentsQuery({ state: FIRING, ...(namespaces.length > 0 && { namespace: namespaces }) }),
  )
  const incidents = useMemo(() => data?.pages.flatMap(({ body }) => body.items), [data])
  return {
    incidents,
    error,
    readMore: hasNextPage ? () => void fetchNextPage() : undefined,
    retry: () => void refetch(),
  }
}

const NONE: readonly Alert[] = []

/** Alerts that fire, in all namespaces: what a silence would mute is counted among them. */
export function useFiringAlerts(): readonly Alert[] {
  const { data } = useInfiniteQuery(incidentsQuery({ state: FIRING }))
  return useMemo(
    () =>
      data?.pages.flatMap(({ body }) =>
        body.items.flatMap(({ alerts }) => alerts.filter(({ state }) => state !== 'resolved')),
      ) ?? NONE,
    [data],
  )
}
