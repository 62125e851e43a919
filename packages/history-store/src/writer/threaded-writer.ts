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

/** So many frames of a batch are in memory beside the batch itself: the thread has work for as long as this one is busy. */
const FRAMES_UNDER_WAY = 4

/** The writing half of the log. A batch goes to its thread frame by frame: while some are written the next is made. */
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
    // Told to the one who asked for it; the next one is written all the same.
    this.#last = written.catch(() => undefined)
    return written
  }

  async #append(batch: AppendBatch): Promise<void> {
    const underWay: Promise<unknown>[] = []
    let isFirst = true
    try {
      for (const frame of encodeBatch(batch)) {
        if (underWay.length === FRAMES_UNDER_WAY) await underWay.shift()
        const written = this.#ask({ type: 'frame', frame, isFirst }, frame)
        // Of several that fail the first says why, and it is awaited first.
        written.catch(() => undefined)
        underWay.push(written)
        isFirst = false
      }
      for (const written of underWay) await written
    } catch (error) {
      await Promise.allSettled([...underWay, this.#ask({ type: 'abandon' })])
      throw error
    }
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
