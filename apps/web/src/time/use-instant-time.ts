'use client'

import { type QueryClient, useQuery } from '@tanstack/react-query'
import { changesQuery } from '../api/queries.ts'
import type { Instant } from './instant.ts'

const changeOf = (seq: number) => changesQuery({ after: seq - 1, before: seq + 1, limit: 1 })

/** Epoch ms of an instant. Of a `seq` it is asked for; `undefined` until it is known, and for the present. */
export function useInstantTime(instant: Instant | undefined): number | undefined {
  const seq = instant !== undefined && 'seq' in instant ? instant.seq : undefined
  const { data } = useQuery({
    ...changeOf(seq ?? 0),
    enabled: seq !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    select: ({ body }) => body.items[0],
  })
  if (instant !== undefined && 'time' in instant) return instant.time
  return data?.seq === seq && data ? Date.parse(data.observedAt) : undefined
}

/** Remember when the change of a `seq` was observed, so that going there asks nothing more. */
export function knowInstantTime(
  queries: QueryClient,
  change: { readonly seq: number } & Record<string, unknown>,
): void {
  queries.setQueryData(changeOf(change.seq).queryKey, { body: { items: [change as never] }, seq: undefined })
}
