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

/** Rollouts as of the instant shown, newest first. */
export interface NewestRollouts {
  readonly running: readonly Rollout[]
  readonly finished: readonly Rollout[]
}

/** What is rolled out at the instant shown and what was last; `undefined` until it is known. */
export function useNewestRollouts(): NewestRollouts | undefined {
  const { text: at } = useAt()
  const { data } = useQuery({
    ...newestRolloutsQuery({ limit: NEWEST, ...(at !== undefined && { at }) }),
    ...(at === undefined && { refetchInterval: READ_AGAIN_MS }),
  })
  const rollouts = data?.body.items
  return useMemo(
    () =>
      rollouts && {
        running: rollouts.filter(isRunning),
        finished: rollouts.filter((rollout) => !isRunning(rollout)),
      },
    [rollouts],
  )
}
