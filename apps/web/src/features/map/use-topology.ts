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

export interface ShownTopology extends Haunted {
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
  const haunted = useGhosts(data?.body, isLive)
  const isRefused = error !== null && (!isLive || !haunted)
  const phase: Phase = isRefused ? { phase: 'failed', ...codeAndDetail(error) } : haunted ? LIVE : LOADING
  return { ...(haunted ?? { topology: NOTHING, ghosts: NO_GHOSTS }), phase, retry: read }
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

/** Keeps what went in its place for a moment, so that the eye can see it go; between two instants of the past it does not. */
function useGhosts(now: Topology | undefined, isLive: boolean): Haunted | undefined {
  const [shown, setShown] = useState<{ now: Topology; haunted: Haunted | undefined }>()
  if (now && shown?.now !== now) {
    setShown({ now, haunted: shown && isLive && isSameScope(shown.now, now) ? withGhosts(shown.now, now) : undefined })
  }
  const haunted = shown?.haunted
  useEffect(() => {
    if (!haunted) return
    const timer = setTimeout(() => setShown((last) => last && { now: last.now, haunted: undefined }), GHOST_MS)
    return () => clearTimeout(timer)
  }, [haunted])
  if (!shown) return undefined
  return haunted ?? { topology: shown.now, ghosts: NO_GHOSTS }
}

/** Another choice of namespaces is another picture: nothing in it has gone. */
function isSameScope(before: Topology, now: Topology): boolean {
  const namespaces = new Set(now.nodes.map(({ namespace }) => namespace))
  const kept = before.nodes.filter(({ namespace }) => namespaces.has(namespace)).length
  return before.nodes.length - kept <= 1
}
