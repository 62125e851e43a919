'use client'

import type { ObjectsPage, Resolution, ResolutionHistory } from '@portolan/contract'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import {
  changesQuery,
  objectsFoundQuery,
  resolveHistoryQuery,
  resolveQuery,
  type TracedRequest,
} from '../../api/queries.ts'
import type { ApiAnswer } from '../../api/request.ts'
import { useRefresh } from '../../api/use-refresh.ts'
import { serverNow } from '../../live/server-clock.ts'
import { useChanges, useTail } from '../../live/use-live.ts'
import { untilInstant } from '../../time/until.ts'
import { useAt } from '../../time/use-at.ts'
import { useShownTime } from '../../time/use-shown-time.ts'
import { HOST_KINDS, knownUrls } from './known-urls.ts'
import { ROUTING_KINDS, seenUrls } from './seen-urls.ts'

/** Kinds of which a change may lead a request elsewhere. */
const DECIDING_KINDS = [
  'EndpointSlice',
  'Gateway',
  'GatewayClass',
  'GRPCRoute',
  'HTTPRoute',
  'Ingress',
  'IngressClass',
  'ListenerSet',
  'NetworkPolicy',
  'ReferenceGrant',
  'Service',
  'TCPRoute',
  'TLSRoute',
]

export interface Answer<Body> {
  readonly body: Body | undefined
  readonly error: Error | null
  readonly retry: () => void
}

/** Where the request leads, at the instant in the link; of the present it is asked again while the cluster changes. */
export function useResolution(request: TracedRequest): Answer<Resolution> {
  const { text: at } = useAt()
  const { store } = useChanges({ kinds: DECIDING_KINDS }, { isFollowed: at === undefined })
  const newest = useTail(store).changes[0]?.seq
  useRefresh('/resolve', at === undefined ? newest : undefined, { isExact: true })
  const { data, error, refetch } = useQuery(resolveQuery({ ...request, ...(at !== undefined && { at }) }))
  return { body: data?.body, error, retry: () => void refetch() }
}

/** How far back is looked: what the server takes where nothing is said, and a day. */
const LOOKS_BACK_MS = { usual: undefined, far: 86_400_000 } as const
export type LookBack = keyof typeof LOOKS_BACK_MS

/** What the request met before the instant shown; read anew when its outcome becomes another one. */
export function useResolutionHistory(
  request: TracedRequest,
  { outcome, lookBack }: { outcome: string; lookBack: LookBack },
): Answer<ResolutionHistory> {
  const { instant } = useAt()
  const shownAt = useShownTime()
  const from = useMemo(() => {
    const span = LOOKS_BACK_MS[lookBack]
    return span === undefined ? {} : { from: new Date((shownAt ?? serverNow()) - span).toISOString() }
  }, [lookBack, shownAt])
  const { data, error, refetch } = useQuery({
    ...resolveHistoryQuery({ ...request, ...from, ...untilInstant(instant) }),
    staleTime: 60_000,
  })
  const known = useRef(outcome)
  useEffect(() => {
    if (known.current === outcome) return
    known.current = outcome
    void refetch()
  }, [outcome, refetch])
  return { body: data?.body, error, retry: () => void refetch() }
}

export interface KnownUrls {
  readonly urls: readonly string[]
  /** Named by rules before, and not any more. */
  readonly earlier: readonly string[]
  /** Whether all kinds were asked for, with or without an answer. */
  readonly isRead: boolean
  /** Why a kind could not be asked for; `null` where all were answered. */
  readonly error: Error | null
}

/** Addresses that rules of the instant shown name, of the first thousand objects of each kind. */
export function useKnownUrls(): KnownUrls {
  const { text: at } = useAt()
  const seen = useSeenUrls()
  const { urls, isRead, error } = useQueries({
    queries: HOST_KINDS.map((kind) => ({
      ...objectsFoundQuery({ kind, limit: 1_000, ...(at !== undefined && { at }) }),
      staleTime: 60_000,
      retry: 1,
    })),
    combine: urlsOfAnswers,
  })
  return useMemo(() => {
    const named = new Set(urls.map(withoutScheme))
    return { urls, earlier: isRead ? seen.filter((url) => !named.has(withoutScheme(url))) : [], isRead, error }
  }, [urls, seen, isRead, error])
}

const MOST_CHANGES = 1_000
const NONE: readonly string[] = []

/** Addresses that rules named at some time, as far as the newest changes of them tell. */
function useSeenUrls(): readonly string[] {
  const { data } = useQuery({
    ...changesQuery({ kind: ROUTING_KINDS, order: 'desc', limit: MOST_CHANGES }),
    staleTime: 60_000,
    retry: 1,
  })
  const changes = data?.body.items
  return useMemo(() => (changes ? seenUrls(changes) : NONE), [changes])
}

/** The same host and path may have got a certificate since. */
function withoutScheme(url: string): string {
  return url.replace(/^https?:/, '')
}

function urlsOfAnswers(
  answers: readonly {
    readonly data?: ApiAnswer<ObjectsPage> | undefined
    readonly isFetched: boolean
    readonly error: Error | null
  }[],
): Pick<KnownUrls, 'urls' | 'isRead' | 'error'> {
  return {
    urls: knownUrls(answers.flatMap(({ data }) => data?.body.items ?? [])),
    isRead: answers.every(({ isFetched }) => isFetched),
    error: answers.find(({ error }) => error !== null)?.error ?? null,
  }
}
