'use client'

import type { Alert, Incident } from '@portolan/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { incidentsQuery } from '../../../api/alert-queries.ts'
import { codeAndDetail } from '../../../errors.ts'
import { LIVE, LOADING, type Phase } from '../../../live/phase.ts'

const FIRING = ['firing', 'acknowledged'] as const

/** Incidents that go on, the newest first, as far as they were read. */
export function useFiring(namespaces: readonly string[]): {
  readonly incidents: readonly Incident[] | undefined
  readonly phase: Phase
  readonly readMore: (() => void) | undefined
  readonly retry: () => void
} {
  const { data, error, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    incidentsQuery({ state: FIRING, ...(namespaces.length > 0 && { namespace: namespaces }) }),
  )
  const incidents = useMemo(() => data?.pages.flatMap(({ body }) => body.items), [data])
  const phase: Phase =
    incidents !== undefined ? LIVE : error === null ? LOADING : { phase: 'failed', ...codeAndDetail(error) }
  return {
    incidents,
    phase,
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
