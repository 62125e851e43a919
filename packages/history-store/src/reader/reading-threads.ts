import { type Answer, WorkerThread } from '../threads/worker-thread.ts'
import type { ReaderRequest } from './reader-requests.ts'

/** A long answer does not make a short one wait, and two cores are enough for it. */
const MOST_THREADS = 2

/** Threads that read the log; the second one starts when the first is busy. */
export class ReadingThreads {
  readonly #file: string
  readonly #threads: WorkerThread[]

  constructor(file: string) {
    this.#file = file
    this.#threads = [this.#start()]
  }

  ask(request: ReaderRequest): Promise<Answer> {
    return this.#leastBusy().ask(request)
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()))
  }

  #leastBusy(): WorkerThread {
    const [least] = this.#threads.toSorted((a, b) => a.pending - b.pending)
    if (least !== undefined && (least.pending === 0 || this.#threads.length === MOST_THREADS)) return least
    const thread = this.#start()
    this.#threads.push(thread)
    return thread
  }

  #start(): WorkerThread {
    return new WorkerThread('reader/reader-worker', { file: this.#file })
  }
}
