'use client'

import type { Status } from '@portolan/contract'
import { noteCall } from '../api/call-registry.ts'
import { AlertBoard } from './alert-board.ts'
import { ChangeTail, TAIL_LIMIT } from './change-tail.ts'
import { KeyedStore, type RowsDelta } from './keyed-store.ts'
import { LOADING, type Phase } from './phase.ts'
import { learnServerTime, stopServerTime } from './server-clock.ts'
import { type HandOver, keyOfRequest, type PageMessage, type StreamRequest, type StreamRows } from './wire.ts'

/** How long a stream outlives its last reader, so that moving between screens does not read everything again. */
const LINGER_MS = 5_000

interface RowStore {
  apply(delta: RowsDelta<never>): void
}

/** One stream as components read it: a store of rows, and how far to trust it. Shared by equal requests. */
export class LiveStream<Store extends RowStore = RowStore> {
  readonly request: StreamRequest
  readonly store: Store
  readonly #listeners = new Set<() => void>()
  #phase: Phase = LOADING

  constructor(request: StreamRequest, store: Store) {
    this.request = request
    this.store = store
  }

  phase = (): Phase => this.#phase

  subscribePhase = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  receive({ phase, rows }: { phase?: Phase; rows?: RowsDelta<unknown> }): void {
    if (rows) this.store.apply(rows as RowsDelta<never>)
    if (rows && this.request.stream === 'status') learnFrom(rows as RowsDelta<Status>)
    if (!phase) return
    this.#phase = phase
    for (const listener of this.#listeners) listener()
  }
}

function learnFrom({ rows }: RowsDelta<Status>): void {
  const told = rows.at(-1)
  if (told?.mode === 'bundle') stopServerTime(Date.parse(told.now))
  else if (told) learnServerTime(Date.parse(told.now), Date.now())
}

export type KeyedStream<Name extends 'services' | 'status'> = LiveStream<KeyedStore<StreamRows[Name] & { key: string }>>
export type TailStream = LiveStream<ChangeTail>
export type AlertStream = LiveStream<AlertBoard>

function storeFor(request: StreamRequest): RowStore {
  if (request.stream === 'changes') return new ChangeTail(TAIL_LIMIT)
  return request.stream === 'alerts' ? new AlertBoard() : new KeyedStore<{ key: string }>(({ key }) => key)
}

/** The page's end of the worker: opens streams while somebody reads them, and grants one hand-over per painted frame. */
class LiveClient {
  readonly #streams = new Map<string, LiveStream>()
  readonly #readers = new Map<string, number>()
  readonly #ids = new Map<string, number>()
  readonly #byId = new Map<number, LiveStream>()
  #nextId = 1
  #worker: Worker | undefined

  stream(request: StreamRequest): LiveStream {
    const key = keyOfRequest(request)
    const known = this.#streams.get(key)
    if (known) return known
    const stream = new LiveStream(request, storeFor(request))
    this.#streams.set(key, stream)
    return stream
  }

  /** Keep a stream open while it is read. Returns the way to let go. */
  retain(stream: LiveStream): () => void {
    const key = keyOfRequest(stream.request)
    this.#streams.set(key, stream)
    this.#readers.set(key, (this.#readers.get(key) ?? 0) + 1)
    if (!this.#ids.has(key)) this.#open(key, stream)
    return () => {
      const left = (this.#readers.get(key) ?? 1) - 1
      this.#readers.set(key, left)
      if (left === 0) setTimeout(() => this.#closeIfUnread(key), LINGER_MS)
    }
  }

  #open(key: string, stream: LiveStream): void {
    const id = this.#nextId++
    this.#ids.set(key, id)
    this.#byId.set(id, stream)
    this.#send({ type: 'open', id, request: stream.request })
  }

  #closeIfUnread(key: string): void {
    const id = this.#ids.get(key)
    if ((this.#readers.get(key) ?? 0) > 0 || id === undefined) return
    this.#send({ type: 'close', id })
    this.#ids.delete(key)
    this.#byId.delete(id)
    this.#readers.delete(key)
    this.#streams.delete(key)
  }

  #send(message: PageMessage): void {
    this.#worker ??= this.#start()
    this.#worker.postMessage(message)
  }

  #start(): Worker {
    const worker = new Worker(new URL('./live.worker.ts', import.meta.url), { type: 'module', name: 'portolan-live' })
    const grant = () => requestAnimationFrame(() => worker.postMessage({ type: 'credit' } satisfies PageMessage))
    worker.addEventListener('message', ({ data }: MessageEvent<HandOver>) => {
      for (const call of data.calls) noteCall(call)
      for (const delta of data.deltas) this.#byId.get(delta.id)?.receive(delta)
      if (!data.isUnasked) grant()
    })
    document.addEventListener('visibilitychange', () => {
      const isVisible = document.visibilityState === 'visible'
      worker.postMessage({ type: 'visibility', isVisible } satisfies PageMessage)
    })
    grant()
    return worker
  }
}

/** The one client of this page. */
export const live = new LiveClient()
