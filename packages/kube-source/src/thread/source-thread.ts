import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { ObjectSharing } from '@portolan/domain'
import { systemClock } from '@portolan/pipeline'
import type { SourceMessage, StreamStatistics } from '@portolan/pipeline/ports'
import { SourceThreadError } from '../errors.ts'
import type { SourceLog } from '../source-log.ts'
import { MessageUnpacker } from './message-unpacker.ts'
import type { FromThread, ThreadOrder, ToThread } from './messages.ts'

/** A thread that was told to end and has not by then is ended; whoever waits for it is stopping the process. */
const END_WITHIN_MS = 300
/**
 * Nearly everything that is made of a line is garbage a moment later. With room for the lines of a while it is never looked
 * at by a collector; in a smaller space what is under way would be copied again and again.
 */
const YOUNG_GENERATION_MB = 24

type Parcel = Extract<FromThread, { type: 'parcel' }>

export interface SourceThreadParts {
  readonly order: ThreadOrder
  readonly log: SourceLog
  /** Lets what is told hold the same parts in memory. */
  readonly sharing: ObjectSharing
  /** Told the counters of the thread whenever they come. */
  readonly counted: (statistics: readonly StreamStatistics[]) => void
  readonly begin: (order: ThreadOrder) => Worker
}

/** One thread that follows a cluster, from its start to its end. */
export class SourceThread {
  readonly #worker: Worker
  readonly #parts: SourceThreadParts
  readonly #unpacker: MessageUnpacker
  readonly #parcels: Parcel[] = []
  /** Resolves when the thread does nothing any more. */
  readonly #rest: Promise<void>
  #taker: (() => void) | undefined
  /** Why no more parcels come; no `error` where it was told to end. */
  #end: { readonly error?: Error } | undefined
  #isInterrupted = false

  constructor(parts: SourceThreadParts) {
    this.#parts = parts
    this.#unpacker = new MessageUnpacker(parts.sharing)
    this.#worker = parts.begin(parts.order)
    this.#rest = new Promise((resolve) => {
      this.#worker.on('message', ({ type }: FromThread) => (type === 'ended' || type === 'failed') && resolve())
      this.#worker.on('exit', () => resolve())
    })
    this.#worker.on('message', (message: FromThread) => this.#take(message))
    this.#worker.on('error', (error) => this.#crashed(error.message, error))
    this.#worker.on('exit', (code) => this.#crashed(`exit code ${code}`))
  }

  /**
   * The next messages, at least one; `undefined` when nothing more is wanted. Asking says that those before were dealt with.
   * @throws {SourceThreadError} the thread is gone, and another one can be begun
   * @throws what no other thread would mend
   */
  async next(): Promise<readonly SourceMessage[] | undefined> {
    while (this.#parcels.length === 0 && this.#end === undefined) {
      await new Promise<void>((resolve) => {
        this.#taker = resolve
      })
    }
    if (this.#isInterrupted) return undefined
    const parcel = this.#parcels.shift()
    if (parcel !== undefined) return this.#unpacker.unpack(parcel.text)
    if (this.#end?.error !== undefined) throw this.#end.error
    return undefined
  }

  /** The messages of one parcel were dealt with: there is room for another. */
  taken(): void {
    this.#worker.postMessage({ taken: true } satisfies ToThread)
  }

  /** Nothing more is wanted; whoever waits for messages is told so at once. */
  interrupt(): void {
    this.#isInterrupted = true
    this.#ended({})
  }

  /** Resolves when the thread is gone, within a third of a second or so. */
  async close(): Promise<void> {
    this.interrupt()
    this.#worker.postMessage({ end: true } satisfies ToThread)
    const patience = new AbortController()
    await Promise.race([this.#rest, systemClock.sleep(END_WITHIN_MS, patience.signal)])
    patience.abort()
    await this.#worker.terminate()
  }

  #take(message: FromThread): void {
    switch (message.type) {
      case 'parcel':
        this.#parcels.push(message)
        this.#parts.counted(message.statistics)
        return void this.#wake()
      case 'statistics':
        return void this.#parts.counted(message.statistics)
      case 'log':
        return void this.#parts.log[message.level](message.fields, message.message)
      case 'failed':
        return void this.#failed(message)
      case 'ended':
        return void this.#ended({})
    }
  }

  #failed({ reason, isOurs, stack }: Extract<FromThread, { type: 'failed' }>): void {
    if (isOurs) this.#ended({ error: new Error(reason, { cause: stack }) })
    else this.#crashed(reason)
  }

  #crashed(how: string, cause?: Error): void {
    const error = new SourceThreadError(`the thread that reads the cluster ended by itself: ${how}`, { cause })
    this.#ended({ error })
  }

  #ended(end: { readonly error?: Error }): void {
    this.#end ??= end
    this.#wake()
  }

  #wake(): void {
    this.#taker?.()
    this.#taker = undefined
  }
}

/** From sources (`.ts`) a thread needs a loader, which a thread does not inherit from its parent. */
export function beginThread(order: ThreadOrder): Worker {
  const extension = path.extname(fileURLToPath(import.meta.url))
  const module = new URL(`./source-worker${extension}`, import.meta.url)
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB }
  if (extension !== '.ts') return new Worker(module, { workerData: order, resourceLimits })
  return new Worker(new URL('./source-loader.mjs', import.meta.url), {
    workerData: { ...order, module: module.href },
    execArgv: ['--conditions=@portolan/source'],
    resourceLimits,
  })
}
