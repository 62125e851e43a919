'use client'

import type { Rollout } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { newestRolloutsQuery } from '../../api/queries.ts'
import { isRunning } from '../../cluster/verdict.ts'
import { useAt } from '../../time/use-at.ts'

const READ_AGAIN_MS = 2_000
/** Rollouts that are looked at: what runs began lately. */
const NEWEST = 30

/** Rollouts that go on at the instant shown, newest first; `undefined` until it is known. */
export function useRunningRollouts(): readonly Rollout[] | undefined {
  const { text: at } = useAt()
  const { data } = useQuery({
    ...newestRolloutsQuery({ limit: NEWEST, ...(at !== undefined && { at }) }),
    ...(at === undefined && { refetchInterval: READ_AGAIN_MS }),
  })
  return useMemo(() => data?.body.items.filter(isRunning), [data])
}
