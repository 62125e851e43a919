'use client'

import type { Rollout } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { newestRolloutsQuery } from '../api/queries.ts'
import { useAt } from '../time/use-at.ts'

const READ_AGAIN_MS = 5_000
/** Rollouts of the namespace that are looked through, the newest. */
const LOOKED_THROUGH = 30

/** The rollouts behind a Service. */
export interface RolloutsBehind {
  /** Newest first; empty until they are known. */
  readonly rollouts: readonly Rollout[]
  /** Whether they are known, or will not be soon. */
  readonly isSettled: boolean
}

/** The newest rollouts that moved endpoints of a Service, up to the instant shown. */
export function useRolloutsBehind({ namespace, name }: { namespace: string; name: string }): RolloutsBehind {
  const { text: at } = useAt()
  const { data, isFetched } = useQuery({
    ...newestRolloutsQuery({ namespace: [namespace], limit: LOOKED_THROUGH, ...(at !== undefined && { at }) }),
    refetchInterval: at === undefined ? READ_AGAIN_MS : false,
    retry: false,
  })
  const rollouts = useMemo(
    () =>
      data?.body.items.filter(({ services }) => services.some(({ service }) => service === `${namespace}/${name}`)) ??
      [],
    [data, namespace, name],
  )
  return { rollouts, isSettled: isFetched }
}
