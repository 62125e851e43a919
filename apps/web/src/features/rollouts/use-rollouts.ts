'use client'

import type { Rollout, RolloutsPage } from '@portolan/contract'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { rolloutsQuery } from '../../api/queries.ts'
import { codeAndDetail } from '../../errors.ts'
import { LIVE, LOADING, type Phase } from '../../live/phase.ts'
import { useAt } from '../../time/use-at.ts'

/** Rollouts take seconds to minutes: the list is read again this often while one looks at the present. */
const READ_AGAIN_MS = 2_000

/** The rollouts read so far. */
export interface ReadRollouts {
  /** Newest first; absent until the first page is here. */
  readonly rollouts: readonly Rollout[] | undefined
  /** Where the list was read. */
  readonly page: Pick<RolloutsPage, 'at' | 'isComplete' | 'foldedTo' | 'unseenRequests'> | undefined
  readonly phase: Phase
  readonly hasOlder: boolean
  readonly readOlder: () => void
  readonly retry: () => void
}

/** Rollouts of these namespaces, newest first, page by page: at the instant in the link, or of the present. */
export function useRollouts(query: { namespaces: readonly string[]; workload: string | undefined }): ReadRollouts {
  const { text: at } = useAt()
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...rolloutsQuery({
      ...(query.namespaces.length > 0 && { namespace: query.namespaces }),
      ...(query.workload !== undefined && { workload: query.workload }),
      ...(at !== undefined && { at }),
    }),
    placeholderData: keepPreviousData,
    refetchInterval: at === undefined ? READ_AGAIN_MS : false,
  })
  const rollouts = useMemo(() => data?.pages.flatMap(({ body }) => body.items), [data])
  const isRefused = error !== null && (at !== undefined || data === undefined)
  const phase: Phase = isRefused ? { phase: 'failed', ...codeAndDetail(error) } : data ? LIVE : LOADING
  return {
    rollouts,
    page: data?.pages[0]?.body,
    phase,
    hasOlder: hasNextPage,
    readOlder: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
    },
    retry: () => void refetch(),
  }
}
