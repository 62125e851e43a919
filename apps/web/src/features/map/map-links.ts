'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'

export interface MapLinks {
  /** This screen with an object in the drawer. */
  readonly hrefOf: (key: string) => string
  readonly hrefWithQuery: (q: string) => string
  /** The flow of this namespace only. */
  readonly namespaceHref: (namespace: string) => string
}

/** Links of this screen that keep what else is in its link. */
export function useMapLinks(): MapLinks {
  const parameters = useSearchParams()
  const text = parameters.toString()
  const link = useCallback(
    (change: (next: URLSearchParams) => void) => {
      const next = new URLSearchParams(text)
      change(next)
      return `/map/?${next.toString()}`
    },
    [text],
  )
  // Every card asks for its link: what they share is written once.
  const beforeFocus = useMemo(() => {
    const rest = new URLSearchParams(text)
    rest.delete('focus')
    return `/map/?${rest.size > 0 ? `${rest}&` : ''}focus=`
  }, [text])
  return useMemo(
    () => ({
      hrefOf: (key) => beforeFocus + encodeURIComponent(key),
      hrefWithQuery: (q) => link((next) => next.set('q', q)),
      namespaceHref: (namespace) =>
        link((next) => {
          next.delete('view')
          next.delete('focus')
          next.set('namespace', namespace)
        }),
    }),
    [link, beforeFocus],
  )
}
