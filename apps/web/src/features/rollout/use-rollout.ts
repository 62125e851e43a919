'use client'

import type { RolloutDetail } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { rolloutQuery } from '../../api/queries.ts'
import { isRunning } from '../../cluster/verdict.ts'
import { useAt } from '../../time/use-at.ts'

/** While it runs it is read again this often: every state lasts longer than the reader's glance. */
const READ_AGAIN_MS = 1_000

/** One rollout, as it was at the instant in the link, or as it is: then it is read again until it is over. */
export function useRollout(id: string | undefined): {
  readonly rollout: RolloutDetail | undefined
  readonly error: Error | null
  readonly retry: () => void
} {
  const { text: at } = useAt()
  const { data, error, refetch } = useQuery({
    ...rolloutQuery(id ?? '', at === undefined ? {} : { at }),
    enabled: id !== undefined,
    refetchInterval: ({ state }) =>
      at === undefined && state.data && isRunning(state.data.body) ? READ_AGAIN_MS : false,
  })
  const rollout = data?.body.id === id ? data?.body : undefined
  return { rollout, error, retry: () => void refetch() }
}
