'use client'

import type { Topology } from '@portolan/contract'
import { noteCall } from '../api/call-registry.ts'
import { type FoldedScope, type FoldingAnswer, type FoldingRequest, keyOfNamespaces } from './folding-wire.ts'

/** The page's end of the worker that folds the past. It starts when something of the past is to be kept at hand. */
class FoldingClient {
  readonly #waiting = new Map<number, (topology: Topology | undefined) => void>()
  #worker: Worker | undefined
  #kept: FoldedScope | undefined
  #nextId = 1

  /** From some moment on, instants of this need no server. Whether they do is told by `has`. */
  keep(scope: FoldedScope): void {
    this.#send({ type: 'keep', scope: { ...scope, from: Math.round(scope.from), to: Math.round(scope.to) } })
  }

  has(namespaces: readonly string[], time: number): boolean {
    const kept = this.#kept
    if (kept === undefined || time < kept.from || time > kept.to) return false
    return keyOfNamespaces(kept.namespaces) === keyOfNamespaces(namespaces)
  }

  /** `undefined` where it has to be asked of the server after all. */
  topologyAt(namespaces: readonly string[], time: number): Promise<Topology | undefined> {
    const id = this.#nextId++
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      this.#send({ type: 'topology', id, namespaces, time })
    })
  }

  #send(request: FoldingRequest): void {
    this.#worker ??= this.#start()
    this.#worker.postMessage(request)
  }

  #start(): Worker {
    const worker = new Worker(new URL('./folding.worker.ts', import.meta.url), {
      type: 'module',
      name: 'portolan-past',
    })
    worker.addEventListener('message', ({ data }: MessageEvent<FoldingAnswer>) => this.#receive(data))
    worker.addEventListener('error', () => this.#giveUp())
    return worker
  }

  #receive(answer: FoldingAnswer): void {
    if (answer.type === 'call') noteCall(answer.call)
    else if (answer.type === 'kept') this.#kept = answer.scope
    else {
      this.#waiting.get(answer.id)?.(answer.topology)
      this.#waiting.delete(answer.id)
    }
  }

  /** What it said cannot be relied on: the server is asked for everything. */
  #giveUp(): void {
    this.#kept = undefined
    for (const resolve of this.#waiting.values()) resolve(undefined)
    this.#waiting.clear()
  }
}

/** The one client of this page. */
export const folding = new FoldingClient()
