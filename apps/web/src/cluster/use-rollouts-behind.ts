'use client'

import type { Rollout } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { newestRolloutsQuery } from '../api/queries.ts'
import { useAt } from '../time/use-at.ts'

const READ_AGAIN_MS = 5_000
/** Rollouts of the namespace that are looked through, the newest. */
const LOOKED_THROUGH = 30

/** The newest rollouts that moved endpoints of a Service, up to the instant shown; empty until they are known. */
export function useRolloutsBehind({ namespace, name }: { namespace: string; name: string }): readonly Rollout[] {
  const { text: at } = useAt()
  const { data } = useQuery({
    ...newestRolloutsQuery({ namespace: [namespace], limit: LOOKED_THROUGH, ...(at !== undefined && { at }) }),
    refetchInterval: at === undefined ? READ_AGAIN_MS : false,
    retry: false,
  })
  return useMemo(
    () =>
      data?.body.items.filter(({ services }) => services.some(({ service }) => service === `${namespace}/${name}`)) ??
      [],
    [data, namespace, name],
  )
}
