import type { Clock } from '@portolan/pipeline/ports'
import { ConnectionError } from '../errors.ts'
import type { Tuning } from '../tuning.ts'
import { connectionFailure } from './connection-failure.ts'
import type { Deadline } from './deadline.ts'
import { LineSplitter } from './line-splitter.ts'
import { Patience } from './patience.ts'

/** Lines of a watch that came together. */
export interface Arrival {
  /** At least one; in order, each a JSON document. */
  readonly lines: readonly string[]
  /** Epoch ms. */
  readonly observedAt: number
  /** How long nobody asked before these lines were read: they may have waited in the socket for so long. */
  readonly pausedMs: number
}

/**
 * What came next: lines; `silence`, none for as long as was waited (ask again, nothing is lost); `ended`, the server closed in
 * order and not in the middle of a line; `interrupted`, by `interrupt`.
 */
export type NextLines = Arrival | 'silence' | 'ended' | 'interrupted'

export interface WatchConnectionParts {
  readonly server: string
  readonly body: AsyncIterable<Buffer>
  readonly deadline: Deadline
  readonly clock: Clock
  readonly tuning: Pick<Tuning, 'maxLineBytes'>
  /** Told of every piece that arrives. */
  readonly onBytes?: ((count: number) => void) | undefined
  /** What of a line is wanted. */
  readonly trim?: ((line: Buffer) => Buffer) | undefined
}

/**
 * The lines of one open watch, pulled.
 *
 * Nothing is read from the socket beyond a fixed read-ahead while nobody asks, so a slow consumer slows the server down and
 * fills no memory.
 */
export class WatchConnection {
  /** Monotonic ms. */
  readonly openedAt: number
  readonly #parts: WatchConnectionParts
  readonly #chunks: AsyncIterator<Buffer>
  readonly #splitter: LineSplitter
  readonly #patience: Patience
  #reading: Promise<Arrival | 'ended'> | undefined
  #lastGivenAt: number
  #isInterrupted = false

  constructor(parts: WatchConnectionParts) {
    this.#parts = parts
    this.#chunks = parts.body[Symbol.asyncIterator]()
    this.#splitter = new LineSplitter(parts.tuning.maxLineBytes, parts.trim)
    this.#patience = new Patience(parts.clock)
    this.openedAt = parts.clock.monotonic()
    this.#lastGivenAt = this.openedAt
  }

  /**
   * One caller at a time.
   * @throws {ConnectionError} broken off, or closed in the middle of a line
   * @throws {MalformedAnswerError} a line is too long
   */
  async next(waitMs: number): Promise<NextLines> {
    if (this.#isInterrupted) return 'interrupted'
    this.#reading ??= this.#read(this.#parts.clock.monotonic() - this.#lastGivenAt)
    try {
      const got = await this.#readingFor(waitMs)
      if (got !== 'silence') this.#given()
      return got
    } catch (error) {
      this.#given()
      if (this.#isInterrupted) return 'interrupted'
      const { signal } = this.#parts.deadline
      throw signal.aborted ? signal.reason : connectionFailure(this.#parts.server, error)
    }
  }

  /** Whoever waits for lines should look at something else first. */
  interrupt(): void {
    this.#isInterrupted = true
    this.close()
  }

  /** End the connection. Idempotent. */
  close(): void {
    const { deadline } = this.#parts
    deadline.abort(new ConnectionError('the watch was closed', undefined))
    deadline.release()
    this.#patience.end()
    // A read in flight rejects now and nobody waits for it.
    this.#reading?.catch(() => undefined)
  }

  #readingFor(waitMs: number): Promise<Arrival | 'ended' | 'silence'> {
    const reading = this.#reading
    return new Promise((resolve, reject) => {
      this.#patience.set(waitMs, () => resolve('silence'))
      reading?.then(resolve, reject)
    })
  }

  #given(): void {
    this.#reading = undefined
    this.#patience.disarm()
    this.#lastGivenAt = this.#parts.clock.monotonic()
  }

  async #read(pausedMs: number): Promise<Arrival | 'ended'> {
    for (;;) {
      const { value: chunk, done } = await this.#chunks.next()
      if (done) return this.#end()
      this.#parts.onBytes?.(chunk.length)
      const lines = this.#splitter.push(chunk)
      if (lines.length > 0) return { lines, observedAt: this.#parts.clock.now(), pausedMs }
    }
  }

  #end(): 'ended' {
    if (this.#splitter.unfinishedBytes === 0) return 'ended'
    throw new ConnectionError(
      `the API server at ${this.#parts.server} closed a watch in the middle of a line`,
      undefined,
    )
  }
}
