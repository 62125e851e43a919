'use client'

import type { ServiceRow } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect, useState } from 'react'
import { allServicesQuery } from '../api/queries.ts'
import { codeAndDetail } from '../errors.ts'
import { KeyedStore } from '../live/keyed-store.ts'
import { LIVE, LOADING, type Phase } from '../live/phase.ts'
import { useCalmRows, usePhase, useServices } from '../live/use-live.ts'
import { useAt } from './use-at.ts'

const CALM_MS = 1_000

/** Services as rows by key, of the present or of the instant in the link. */
export interface ShownServices {
  readonly store: KeyedStore<ServiceRow>
  readonly phase: Phase
  /** All rows; live ones are renewed at most once a second. */
  readonly rows: readonly ServiceRow[]
}

/**
 * The Services of these namespaces (none: all) at the instant shown. Without one they are followed; with one the stream
 * rests. While another instant is read, the last picture stays.
 */
export function useShownServices(namespaces: readonly string[]): ShownServices {
  const { text } = useAt()
  const isLive = text === undefined
  const stream = useServices(namespaces, { isFollowed: isLive })
  const livePhase = usePhase(stream)
  const past = usePastServices(namespaces, text)
  const isShowingLive = isLive || (past.phase.phase === 'loading' && livePhase.phase === 'live')
  const store = isShowingLive ? stream.store : past.store
  const rows = useCalmRows(store, isShowingLive ? CALM_MS : 0)
  return { store, phase: isShowingLive ? livePhase : past.phase, rows }
}

function usePastServices(namespaces: readonly string[], at: string | undefined) {
  const [store] = useState(() => new KeyedStore<ServiceRow>(({ key }) => key))
  const { data, error } = useQuery({
    ...allServicesQuery({ ...(namespaces.length > 0 && { namespace: namespaces }), at }),
    enabled: at !== undefined,
  })
  useLayoutEffect(() => {
    if (data) store.apply({ isReplacement: true, rows: data.body, gone: [] })
  }, [store, data])
  const phase: Phase = data ? LIVE : error ? { phase: 'failed', ...codeAndDetail(error) } : LOADING
  return { store, phase }
}
