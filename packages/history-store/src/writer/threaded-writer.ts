import type {
  AppendBatch,
  HistoryWriter,
  KeptRollout,
  RestoredHistory,
  RolloutFoldState,
} from '@portolan/pipeline/ports'
import { WorkerThread } from '../threads/worker-thread.ts'
import { encodeBatch } from './batch-frames.ts'
import type { WriterOptions, WriterRequest } from './writer-requests.ts'

/**
 * The writing half of the log. A batch goes to its thread frame by frame: while one is written the next is made, and never
 * more than those two are in memory beside the batch itself.
 */
export class ThreadedWriter implements HistoryWriter {
  readonly #thread: WorkerThread
  readonly #restore: () => Promise<RestoredHistory>
  readonly #closed: () => void
  #last: Promise<unknown> = Promise.resolve()
  #closing: Promise<void> | undefined

  /** @param closed called when nothing will be written any more */
  constructor(options: WriterOptions, restore: () => Promise<RestoredHistory>, closed: () => void) {
    this.#thread = new WorkerThread('writer/writer-worker', options)
    this.#restore = restore
    this.#closed = closed
  }

  restore(): Promise<RestoredHistory> {
    return this.#restore()
  }

  append(batch: AppendBatch): Promise<void> {
    return this.#inTurn(() => this.#append(batch))
  }

  /** See `RolloutArchive.keep`. */
  async keepRollouts(rollouts: readonly KeptRollout[], state: RolloutFoldState): Promise<void> {
    await this.#inTurn(() => this.#ask({ type: 'keep-rollouts', rollouts, state }))
  }

  /** See `RolloutArchive.clear`. */
  async clearRollouts(): Promise<void> {
    await this.#inTurn(() => this.#ask({ type: 'clear-rollouts' }))
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  /** One transaction after the other, however many frames it takes. */
  #inTurn<Result>(write: () => Promise<Result>): Promise<Result> {
    const written = this.#last.then(write)
    this.#last = written.catch(() => undefined)
    return written
  }

  async #append(batch: AppendBatch): Promise<void> {
    let written: Promise<unknown> | undefined
    try {
      for (const frame of encodeBatch(batch)) {
        await written
        written = this.#ask({ type: 'frame', frame }, frame)
      }
    } catch (error) {
      await Promise.allSettled([written, this.#ask({ type: 'abandon' })])
      throw error
    }
    await written
  }

  async #close(): Promise<void> {
    await this.#last
    try {
      await this.#ask({ type: 'close' })
    } finally {
      await this.#thread.close()
      this.#closed()
    }
  }

  #ask(request: WriterRequest, { buffer }: { buffer?: ArrayBufferLike } = {}): Promise<unknown> {
    return this.#thread.ask(request, buffer instanceof ArrayBuffer ? [buffer] : [])
  }
}
