import { ClientGoneError, TooManyReadersError } from '../errors.ts'

/** Who comes after that would wait longer than anybody does. */
export const MAX_WAITING = 32
const RETRY_AFTER_SECONDS = 2

interface Waiting {
  readonly begin: () => Promise<void>
  readonly giveUp: (reason: Error) => void
}

/** Reads that cost much: one at a time, in the order they were asked for, and a bounded number of them waits. */
export class ReadingQueue {
  readonly #waiting: Waiting[] = []
  #isReading = false

  /** @throws {TooManyReadersError} as many as may wait already do */
  add<Result>(read: () => Promise<Result>): SharedRead<Result> {
    if (this.#waiting.length >= MAX_WAITING) {
      throw new TooManyReadersError(
        `${MAX_WAITING} others wait for instants of the past to be read: try again in a moment.`,
        RETRY_AFTER_SECONDS,
      )
    }
    const waiting: Waiting[] = []
    const result = new Promise<Result>((resolve, reject) => {
      waiting.push({ begin: () => read().then(resolve, reject), giveUp: reject })
    })
    this.#waiting.push(...waiting)
    void this.#readOn()
    return new SharedRead(result, (reason) => {
      for (const each of waiting) this.#withdraw(each, reason)
    })
  }

  async #readOn(): Promise<void> {
    if (this.#isReading) return
    this.#isReading = true
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) await next.begin()
    this.#isReading = false
  }

  /** One that has begun is read to its end: somebody may ask for it again. */
  #withdraw(waiting: Waiting, reason: Error): void {
    const place = this.#waiting.indexOf(waiting)
    if (place < 0) return
    this.#waiting.splice(place, 1)
    waiting.giveUp(reason)
  }
}

/** A read that several may wait for. When all of them are gone before it began, it gives its place up. */
export class SharedRead<Result> {
  /** Rejects with `ClientGoneError` where it gave its place up. */
  readonly result: Promise<Result>
  readonly #giveUp: (reason: Error) => void
  /** Everybody who waited is gone. */
  isAbandoned = false
  #waiting = 0

  constructor(result: Promise<Result>, giveUp: (reason: Error) => void) {
    this.result = result
    this.#giveUp = giveUp
    // Each who waits is told; nobody may wait any more.
    result.catch(() => undefined)
  }

  /**
   * Wait for the result.
   *
   * @param signal aborts when the one who waits is gone
   * @throws {ClientGoneError} it aborted
   */
  awaited(signal?: AbortSignal): Promise<Result> {
    this.#waiting += 1
    return new Promise((resolve, reject) => {
      const leave = () => {
        const reason = new ClientGoneError('The client ended the request before it was answered.')
        this.#waiting -= 1
        if (this.#waiting === 0) this.#abandon(reason)
        reject(reason)
      }
      void this.result.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave))
      if (signal?.aborted) leave()
      else signal?.addEventListener('abort', leave, { once: true })
    })
  }

  #abandon(reason: Error): void {
    this.isAbandoned = true
    this.#giveUp(reason)
  }
}
