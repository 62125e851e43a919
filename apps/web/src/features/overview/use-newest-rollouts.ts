'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { newestRolloutsQuery } from '../../api/queries.ts'
import { useAt } from '../../time/use-at.ts'
import { type NewestRollouts, newestRollouts } from './newest-rollouts.ts'

const READ_AGAIN_MS = 2_000
const A_MINUTE_MS = 60_000
/** Of these the last that are over are shown. */
const NEWEST = 30
/** So many that run are told apart; of the past the server folds no more than 50 anew. */
const MOST_RUNNING = { now: 200, past: 49 }

export interface ToldRollouts {
  /** `undefined` until they are known. */
  readonly rollouts: NewestRollouts | undefined
  /** Why they are not known. */
  readonly error: Error | null
  readonly retry: () => void
}

/** What is rolled out at the instant shown and what was last. */
export function useNewestRollouts(): ToldRollouts {
  const { text: at } = useAt()
  const when = at === undefined ? {} : { at }
  const again = at === undefined ? { refetchInterval: READ_AGAIN_MS } : {}
  const limit = at === undefined ? MOST_RUNNING.now : MOST_RUNNING.past
  const newest = useQuery({ ...newestRolloutsQuery({ limit: NEWEST, ...when }), ...again })
  const all = newest.data?.body
  const hasOlder = all?.next !== undefined
  const underWay = useQuery({
    ...newestRolloutsQuery({ limit, ...(all && { from: at ?? minuteBefore(all.at) }), ...when }),
    ...again,
    enabled: hasOlder,
  })
  const running = hasOlder ? underWay.data?.body : all
  const rollouts = useMemo(() => all && running && newestRollouts(all, running), [all, running])
  return {
    rollouts,
    error: rollouts ? null : (newest.error ?? underWay.error),
    retry: () => {
      void newest.refetch()
      if (hasOlder) void underWay.refetch()
    },
  }
}

/** RFC 3339, the same for a minute: what ended since is told with what runs, and asked for in the same words. */
function minuteBefore(instant: string): string {
  return new Date((Math.floor(Date.parse(instant) / A_MINUTE_MS) - 1) * A_MINUTE_MS).toISOString()
}
