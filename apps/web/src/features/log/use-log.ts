'use client'

import type { ChangesPage, RecordedChange } from '@portolan/contract'
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { noteCall } from '../../api/call-registry.ts'
import { request } from '../../api/request.ts'
import { codeAndDetail } from '../../errors.ts'
import { LIVE, type Phase } from '../../live/phase.ts'
import { useChanges, usePhase, useTail } from '../../live/use-live.ts'
import { type LogRows, logRows } from './log-rows.ts'
import type { LogFilter } from './log-url.ts'

const PAGE = 200

/** The log as one list, and how to read further back. */
export interface Log extends LogRows {
  readonly phase: Phase
  readonly isLive: boolean
  readonly hasOlder: boolean
  readonly isReadingOlder: boolean
  readonly readOlder: () => void
}

/** The newest changes, followed, and older ones as far as they were asked for. */
export function useLiveLog(filter: LogFilter, heldAt: number | undefined): Log {
  const stream = useChanges({
    namespaces: filter.namespace ?? [],
    kinds: filter.kind ?? [],
    ...(filter.name !== undefined && { name: filter.name }),
  })
  const phase = usePhase(stream)
  const { changes, floor, generation } = useTail(stream.store)
  const { older, ...paging } = useOlder(filter, { floor, generation, isWanted: floor !== undefined })
  const shown = useMemo(() => logRows(changes, older, heldAt), [changes, older, heldAt])
  return { ...shown, ...paging, phase, isLive: true }
}

/** A part of the log between two instants: it does not move. */
export function usePastLog(filter: LogFilter): Log {
  const { older, error, isReadingOlder, ...paging } = useOlder(filter, {
    floor: undefined,
    generation: 0,
    isWanted: true,
  })
  const isEmptyYet = isReadingOlder && older.length === 0
  const phase: Phase = error ? { phase: 'failed', ...codeAndDetail(error) } : isEmptyYet ? { phase: 'loading' } : LIVE
  return { rows: older, waiting: 0, isReadingOlder, ...paging, phase, isLive: false }
}

interface Below {
  readonly floor: number | undefined
  readonly generation: number
  readonly isWanted: boolean
}

const NONE: readonly RecordedChange[] = []

function useOlder(filter: LogFilter, { floor, generation, isWanted }: Below) {
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery<
    ChangesPage,
    Error,
    InfiniteData<ChangesPage, number | undefined>,
    readonly unknown[],
    number | undefined
  >({
    queryKey: ['older', filter, generation, floor],
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    initialPageParam: floor,
    queryFn: async ({ pageParam: before, signal }) => {
      const query = { ...filter, order: 'desc', before, limit: PAGE }
      const { body } = await request<ChangesPage>({ path: '/changes', query }, { signal, report: noteCall })
      return body
    },
    getNextPageParam: ({ items }) => (items.length < PAGE ? undefined : items.at(-1)?.seq),
  })
  const older = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? NONE, [data])
  return {
    older,
    error,
    hasOlder: hasNextPage,
    isReadingOlder: isFetching,
    readOlder: () => {
      if (hasNextPage && !isFetching) void fetchNextPage()
    },
  }
}
