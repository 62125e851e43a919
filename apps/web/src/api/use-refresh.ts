'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

const AT_MOST_EVERY_MS = 1_000

/**
 * Ask again for everything below `path` when `trigger` changes, at most once a second; the last change always counts.
 *
 * @param options `isExact`: for `path` alone, not for what is below it
 */
export function useRefresh(path: string, trigger: unknown, { isExact = false }: { isExact?: boolean } = {}): void {
  const queries = useQueryClient()
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined)
  const askedAt = useRef(0)
  const seen = useRef(trigger)

  useEffect(() => {
    if (seen.current === trigger) return
    const isFirst = seen.current === undefined
    seen.current = trigger
    if (isFirst || pending.current !== undefined) return
    const wait = Math.max(0, askedAt.current + AT_MOST_EVERY_MS - Date.now())
    pending.current = setTimeout(() => {
      pending.current = undefined
      askedAt.current = Date.now()
      void queries.invalidateQueries({
        predicate: ({ queryKey: [asked] }) => (isExact ? asked === path : String(asked).startsWith(path)),
      })
    }, wait)
  }, [queries, path, trigger, isExact])

  useEffect(() => () => clearTimeout(pending.current), [])
}
