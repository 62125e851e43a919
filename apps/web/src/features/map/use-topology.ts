'use client'

import type { Topology } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { topologyQuery } from '../../api/queries.ts'
import { codeAndDetail } from '../../errors.ts'
import { pastTopologyQuery } from '../../folding/past-topology-query.ts'
import type { Phase } from '../../live/phase.ts'
import { LIVE, LOADING } from '../../live/phase.ts'
import { useChanges, usePhase } from '../../live/use-live.ts'
import { useAt } from '../../time/use-at.ts'
import { type Burst, burstBetween } from './scene/burst.ts'
import { type Haunted, NO_GHOSTS, withGhosts } from './scene/ghosts.ts'

/** Kinds of which a change may add, remove or redirect a line of the chart. Endpoints come by their own stream. */
const STRUCTURE_KINDS = [
  'Gateway',
  'GatewayClass',
  'GRPCRoute',
  'HTTPRoute',
  'Ingress',
  'IngressClass',
  'ListenerSet',
  'ReferenceGrant',
  'Service',
  'TCPRoute',
  'TLSRoute',
  'UDPRoute',
]
const READ_AGAIN_MS = 1_000
const GHOST_MS = 2_000
const BURST_MS = 6_000

export interface ShownTopology extends Haunted {
  /** More came or went at once than can be followed, a moment ago. */
  readonly burst: Burst | undefined
  readonly phase: Phase
  readonly retry: () => void
}

const NOTHING: Topology = { at: '', seq: 0, coverage: { kinds: {}, gaps: [] }, nodes: [], edges: [] }

/**
 * Routes, entries and Services of these namespaces: at the instant in the link, or of the present, read again at most once
 * a second while they change. While another instant is read, the last picture stays.
 */
export function useTopology(namespaces: readonly string[]): ShownTopology {
  const { instant, text: at } = useAt()
  const isLive = instant === undefined
  const scope = namespaces.length > 0 && { namespace: namespaces }
  const query =
    instant !== undefined && scope
      ? pastTopologyQuery(namespaces, instant)
      : topologyQuery({ ...scope, detail: 'services', ...(at !== undefined && { at }) })
  const { data, error, refetch } = useQuery({ ...query, ...(isLive && { staleTime: 0 }), retry: 1 })
  const read = () => void refetch()
  useStructureNews({ namespaces, isFollowed: isLive, seq: data?.body.seq, read })
  const { haunted, burst } = useNews(data?.body, isLive)
  const isRefused = error !== null && (!isLive || !haunted)
  const phase: Phase = isRefused ? { phase: 'failed', ...codeAndDetail(error) } : haunted ? LIVE : LOADING
  return { ...(haunted ?? { topology: NOTHING, ghosts: NO_GHOSTS }), burst, phase, retry: read }
}

interface StructureNews {
  readonly namespaces: readonly string[]
  readonly isFollowed: boolean
  readonly seq: number | undefined
  readonly read: () => void
}

/** Calls `read` when a change says that the chart is no longer what was read at `seq`; the last change gets its turn. */
function useStructureNews({ namespaces, isFollowed, seq, read }: StructureNews): void {
  const { store, ...stream } = useStructureStream(namespaces, isFollowed)
  const latest = useRef({ seq, read })
  useEffect(() => {
    latest.current = { seq, read }
  })
  useEffect(() => {
    if (!isFollowed) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      const newest = store.tail().changes[0]?.seq ?? 0
      if (timer !== undefined || latest.current.seq === undefined || newest <= latest.current.seq) return
      latest.current.read()
      timer = setTimeout(() => {
        timer = undefined
        look()
      }, READ_AGAIN_MS)
    }
    const stop = store.subscribe(look)
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [store, isFollowed])
  useReadAfterSilence(stream.phase, read)
}

function useStructureStream(namespaces: readonly string[], isFollowed: boolean) {
  const stream = useChanges({ namespaces, kinds: STRUCTURE_KINDS }, { isFollowed })
  return { store: stream.store, phase: usePhase(stream).phase }
}

/** What changed while nothing was heard is not in the tail for certain. */
function useReadAfterSilence(phase: Phase['phase'], read: () => void): void {
  const before = useRef(phase)
  useEffect(() => {
    if (before.current === 'stale' && phase === 'live') read()
    before.current = phase
  })
}

interface News {
  readonly haunted: Haunted | undefined
  readonly burst: Burst | undefined
}

const NO_NEWS: News = { haunted: undefined, burst: undefined }

/** Keeps what went in its place for a moment, so that the eye can see it go; between two instants of the past it does not. */
function useNews(now: Topology | undefined, isLive: boolean): News {
  const [shown, setShown] = useState<{ now: Topology; news: News }>()
  if (now && shown?.now !== now) {
    setShown({ now, news: shown && isLive && isSameScope(shown.now, now) ? newsOf(shown.now, now) : NO_NEWS })
  }
  const news = shown?.news ?? NO_NEWS
  useEffect(() => {
    if (news === NO_NEWS) return
    const timer = setTimeout(
      () => setShown((last) => last && { now: last.now, news: NO_NEWS }),
      news.burst ? BURST_MS : GHOST_MS,
    )
    return () => clearTimeout(timer)
  }, [news])
  if (!shown) return NO_NEWS
  return { haunted: news.haunted ?? { topology: shown.now, ghosts: NO_GHOSTS }, burst: news.burst }
}

function newsOf(before: Topology, now: Topology): News {
  const burst = burstBetween(before, now)
  if (burst) return { haunted: undefined, burst }
  const haunted = withGhosts(before, now)
  return haunted ? { haunted, burst: undefined } : NO_NEWS
}

/** Another choice of namespaces is another picture: nothing in it has gone. */
function isSameScope(before: Topology, now: Topology): boolean {
  const namespaces = new Set(now.nodes.map(({ namespace }) => namespace))
  const kept = before.nodes.filter(({ namespace }) => namespaces.has(namespace)).length
  return before.nodes.length - kept <= 1
}
