'use client'

import type { RolloutDetail } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { rolloutQuery } from '../../api/queries.ts'
import { isRunning } from '../../cluster/verdict.ts'

/** While it runs it is read again this often: every state lasts longer than the reader's glance. */
const READ_AGAIN_MS = 1_000

/** One rollout, read again until it is over. */
export function useRollout(id: string | undefined): {
  readonly rollout: RolloutDetail | undefined
  readonly error: Error | null
  readonly retry: () => void
} {
  const { data, error, refetch } = useQuery({
    ...rolloutQuery(id ?? ''),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data && isRunning(state.data.body) ? READ_AGAIN_MS : false),
  })
  const rollout = data?.body.id === id ? data?.body : undefined
  return { rollout, error, retry: () => void refetch() }
}
