'use client'

import type { Status } from '@portolan/contract'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { CalmRows } from './calm-rows.ts'
import type { ChangeTail, Tail } from './change-tail.ts'
import type { KeyedStore } from './keyed-store.ts'
import { type KeyedStream, type LiveStream, live, type TailStream } from './live-client.ts'
import { LOADING, type Phase } from './phase.ts'
import { keyOfRequest, requestOfKey, type StreamRequest } from './wire.ts'

const NO_ROWS: readonly never[] = []
const NO_TAIL: Tail = { changes: [], floor: undefined, generation: 0 }

/** Whether a stream is followed, or rests because the past is shown. */
interface Following {
  readonly isFollowed: boolean
}

const FOLLOWED: Following = { isFollowed: true }

/** A stream, followed while mounted. */
export function useStream(request: StreamRequest, { isFollowed } = FOLLOWED): LiveStream {
  const key = keyOfRequest(request)
  const stream = useMemo(() => live.stream(requestOfKey(key)), [key])
  useEffect(() => (isFollowed ? live.retain(stream) : undefined), [stream, isFollowed])
  return stream
}

/** Follow the rows of all Services, or of those in `namespaces`, while mounted. */
export function useServices(namespaces: readonly string[], following = FOLLOWED): KeyedStream<'services'> {
  return useStream({ stream: 'services', namespaces }, following) as KeyedStream<'services'>
}

/** Follow the newest changes that match, while mounted. Empty lists mean "all". */
export function useChanges(
  filter: { namespaces?: readonly string[]; kinds?: readonly string[]; name?: string },
  following = FOLLOWED,
): TailStream {
  return useStream({ stream: 'changes', ...filter }, following) as TailStream
}

/** The server's status, followed while mounted; `undefined` until it is known. */
export function useStatus(): { status: Status | undefined; phase: Phase } {
  const stream = useStream({ stream: 'status' }) as KeyedStream<'status'>
  return { status: useRow(stream.store, 'status'), phase: usePhase(stream) }
}

export function usePhase(stream: LiveStream<never> | LiveStream): Phase {
  return useSyncExternalStore(stream.subscribePhase, stream.phase, () => LOADING)
}

/** One row; the component renders again only when this row changes. */
export function useRow<Row>(store: KeyedStore<Row>, key: string): Row | undefined {
  const subscribe = useMemo(() => (listener: () => void) => store.subscribeKey(key, listener), [store, key])
  return useSyncExternalStore(
    subscribe,
    () => store.get(key),
    () => undefined,
  )
}

export function useTail(store: ChangeTail): Tail {
  return useSyncExternalStore(store.subscribe, store.tail, () => NO_TAIL)
}

/**
 * All rows, renewed at most once per interval: for orders and sums that must not flicker. The first change after a
 * quiet interval counts at once.
 */
export function useCalmRows<Row>(store: KeyedStore<Row>, intervalMs: number): readonly Row[] {
  const calm = useMemo(() => new CalmRows(store, intervalMs), [store, intervalMs])
  return useSyncExternalStore(calm.subscribe, calm.rows, () => NO_ROWS as readonly Row[])
}
