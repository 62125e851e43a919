import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { StoreError } from '@portolan/pipeline/ports'
import { StoreClosedError } from '../errors.ts'
import { asStoreError } from '../sqlite/as-store-error.ts'
import { type FromThread, fromFailure, type ToThread } from './messages.ts'

/** An answer: its list, put together from its parts, and its end. */
export interface Answer {
  readonly items: readonly unknown[]
  readonly result: unknown
}

interface Pending {
  readonly items: unknown[]
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: StoreError) => void
}

/** A thread that answers requests one after another; its end of `serve`. */
export class WorkerThread {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  /** Resolves when the thread does nothing any more. */
  readonly #rest: Promise<void>
  #lastId = 0
  #end: StoreError | undefined

  /** @param entry module that calls `serve`, a neighbour of this folder: `writer/writer-worker` */
  constructor(entry: string, data: { readonly file: string }) {
    this.#worker = startWorker(entry, data)
    this.#rest = new Promise((resolve) => {
      this.#worker.on('message', (message: FromThread) => 'ended' in message && resolve())
      this.#worker.on('exit', () => resolve())
    })
    this.#worker.on('message', (message: FromThread) => this.#take(message))
    this.#worker.on('error', (error) => this.#stop(asStoreError(error, data.file)))
    this.#worker.on('exit', () => this.#stop(new StoreClosedError('The log is closed.')))
  }

  /** How many requests have no answer yet. */
  get pending(): number {
    return this.#pending.size
  }

  /** @throws {StoreError} what the thread answered, or that it is gone */
  ask(request: unknown, transfer: ArrayBuffer[] = []): Promise<Answer> {
    if (this.#end) return Promise.reject(this.#end)
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { items: [], resolve, reject })
      this.#worker.postMessage({ id, request } satisfies ToThread, transfer)
    })
  }

  /**
   * Who waits for an answer is told at once that the log is closed; the thread ends as soon as it may: one that is ended while
   * SQLite works, or while it is loaded, takes the process with it.
   */
  async close(): Promise<void> {
    this.#stop(new StoreClosedError('The log is closed.'))
    this.#worker.postMessage({ end: true } satisfies ToThread)
    await this.#rest
    await this.#worker.terminate()
  }

  #take(message: FromThread): void {
    if ('ended' in message) return
    const pending = this.#pending.get(message.id)
    if (pending === undefined) return
    if ('part' in message) {
      for (const item of itemsOf(message.part)) pending.items.push(item)
      this.#worker.postMessage({ id: message.id, taken: true } satisfies ToThread)
      return
    }
    this.#pending.delete(message.id)
    if ('failure' in message) pending.reject(fromFailure(message.failure))
    else pending.resolve({ items: pending.items, result: message.result })
  }

  #stop(error: StoreError): void {
    this.#end ??= error
    for (const { reject } of this.#pending.values()) reject(this.#end)
    this.#pending.clear()
  }
}

/** Not copied: the thread that sent it has no hold on it any more. */
function itemsOf({ buffer, byteOffset, byteLength }: Uint8Array): unknown[] {
  return JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString()) as unknown[]
}

/** From sources (`.ts`) a thread needs a loader, which a thread does not inherit from its parent. */
function startWorker(entry: string, data: object): Worker {
  const extension = path.extname(fileURLToPath(import.meta.url))
  const module = new URL(`../${entry}${extension}`, import.meta.url)
  if (extension !== '.ts') return new Worker(module, { workerData: data })
  return new Worker(new URL('./source-thread.mjs', import.meta.url), {
    workerData: { ...data, module: module.href },
    execArgv: ['--conditions=@portolan/source'],
  })
}
