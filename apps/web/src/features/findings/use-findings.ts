'use client'

import type { FindingsPage } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { findingsQuery } from '../../api/queries.ts'
import { codeAndDetail } from '../../errors.ts'
import { LIVE, LOADING, type Phase } from '../../live/phase.ts'
import { useAt } from '../../time/use-at.ts'

/** A finding settles for half a minute before it is one: asking more often shows nothing new. */
const READ_AGAIN_MS = 5_000

/** Findings of these namespaces: at the instant in the link, or of the present, asked again while the page is looked at. */
export function useFindings(namespaces: readonly string[]): {
  readonly page: FindingsPage | undefined
  readonly phase: Phase
  readonly retry: () => void
} {
  const { text: at } = useAt()
  const { data, error, refetch } = useQuery({
    ...findingsQuery({ ...(namespaces.length > 0 && { namespace: namespaces }), ...(at !== undefined && { at }) }),
    refetchInterval: at === undefined ? READ_AGAIN_MS : false,
  })
  const isRefused = error !== null && (at !== undefined || data === undefined)
  const phase: Phase = isRefused ? { phase: 'failed', ...codeAndDetail(error) } : data ? LIVE : LOADING
  return { page: data?.body, phase, retry: () => void refetch() }
}
