'use client'

import { parseAsNativeArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs'
import { useMemo } from 'react'
import type { TracedRequest } from '../../api/queries.ts'
import { useLinkState } from '../../link/link-state.ts'

/** What is asked: where a URL leads, or whether one Pod reaches another. */
export const QUESTIONS = ['url', 'pods'] as const
export type Question = (typeof QUESTIONS)[number]

const PARSERS = {
  ask: parseAsStringLiteral(QUESTIONS).withDefault('url'),
  url: parseAsString.withDefault(''),
  method: parseAsString.withDefault('GET'),
  header: parseAsNativeArrayOf(parseAsString).withDefault([]),
  gateway: parseAsString,
  ingressClass: parseAsString,
  against: parseAsString,
}

/** The traced request, from the link; `undefined` where it names none. */
export function useTraceUrl() {
  const [{ ask, url, method, header, gateway, ingressClass, against }, set] = useLinkState(PARSERS, {
    history: 'push',
  })
  const request = useMemo<TracedRequest | undefined>(
    () =>
      url === ''
        ? undefined
        : {
            url,
            ...(method !== 'GET' && { method }),
            ...(header.length > 0 && { header }),
            ...(gateway && { gateway }),
            ...(ingressClass && { ingressClass }),
          },
    [url, method, header, gateway, ingressClass],
  )
  return {
    question: ask,
    setQuestion: (next: Question) => void set({ ask: next }),
    request,
    /** The second instant, whose way is shown beside; absent: none is. */
    against: against ?? undefined,
    compareWith: (instant: string | undefined) => void set({ against: instant ?? null }),
    trace: (next: TracedRequest) =>
      void set({
        url: next.url || null,
        method: next.method ?? null,
        header: next.header?.length ? [...next.header] : null,
        gateway: next.gateway ?? null,
        ingressClass: next.ingressClass ?? null,
      }),
  }
}
