import type { FollowAnswer } from '@portolan/contract'
import { ApiProblem, codeAndDetail } from '../errors.ts'
import { LIVE, LOADING, type Phase } from './phase.ts'

/** Everything there was at one place in the log. */
export interface Snapshot<Item> {
  readonly seq: number
  readonly items: readonly Item[]
}

/** What happened between two places in the log. */
export interface Batch<Item> {
  readonly after: number
  readonly seq: number
  readonly items: readonly Item[]
}

/** The world a follower lives in: a connection, a way to read a snapshot, a place for what it learns, and time. */
export interface FollowerPorts<Item> {
  /** Ask for the stream after `after`, or from now on. The answer comes before the first batch it announces, or never. */
  follow(after: number | undefined, answer: (answer: FollowAnswer) => void): void
  readSnapshot(signal: AbortSignal): Promise<Snapshot<Item>>
  /** The part of an overlapping batch that lies after `seq`. */
  itemsAfter(items: readonly Item[], seq: number): readonly Item[]
  readonly sink: {
    replace(snapshot: Snapshot<Item>): void
    merge(items: readonly Item[], seq: number): void
    phase(phase: Phase): void
  }
  /** Run later; returns the way to call it off. */
  later(delayMs: number, run: () => void): () => void
  now(): number
}

const ANSWER_TIMEOUT_MS = 10_000
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 30_000
const BUFFER_LIMIT = 5_000
const HOLES_BEFORE_SNAPSHOT = 3

/**
 * Follow one stream so that what reaches the sink is the log without a hole, a repetition or a reordering.
 *
 * Join: follow, buffer, read the snapshot, drop what it already holds, apply the rest. Batches chain: `after` of each is
 * where the one before ended. A hole asks again from the last good place; a reset, or holes that do not close, read a
 * new snapshot. The picture in the sink stays while this goes on. Bounded: at most 5,000 items wait for a snapshot.
 */
export class Follower<Item> {
  readonly #ports: FollowerPorts<Item>
  #last: number | undefined
  #phase: Phase = LOADING
  #mode: 'away' | 'joining' | 'following' = 'away'
  #buffer: Batch<Item>[] = []
  #buffered = 0
  #holes = 0
  #failures = 0
  #attempt = 0
  #reading: AbortController | undefined
  #callOff: (() => void) | undefined

  constructor(ports: FollowerPorts<Item>) {
    this.#ports = ports
  }

  /** The place in the log the picture stands at; `undefined` before the first snapshot. */
  get seq(): number | undefined {
    return this.#last
  }

  /** The connection is up: join, or go on where we were. */
  connected(): void {
    this.#join(this.#last === undefined ? 'snapshot' : 'resume')
  }

  /** The connection is down, or could not be made. */
  disconnected(reason: 'disconnected' | 'paused' = 'disconnected'): void {
    this.#leave()
    if (reason === 'paused') this.#last = undefined
    if (this.#phase.phase === 'live') this.#enter({ phase: 'stale', since: this.#ports.now(), reason })
  }

  /** The server cannot be reached at all; without a picture that is a failure. */
  unreachable(detail: string): void {
    this.#leave()
    this.#giveUp('unreachable', detail)
  }

  batch(batch: Batch<Item>): void {
    if (this.#mode === 'following') this.#apply(batch)
    if (this.#mode === 'joining') this.#keep(batch)
  }

  /** The server cannot go on from where we are. */
  reset(): void {
    if (this.#mode !== 'away') this.#join('snapshot')
  }

  stop(): void {
    this.#leave()
  }

  #leave(): void {
    this.#attempt += 1
    this.#mode = 'away'
    this.#empty()
    this.#reading?.abort()
    this.#callOff?.()
  }

  #join(how: 'snapshot' | 'resume'): void {
    this.#leave()
    this.#mode = 'joining'
    const attempt = this.#attempt
    this.#callOff = this.#ports.later(ANSWER_TIMEOUT_MS, () => this.#retry('timeout', 'The server did not answer.'))
    this.#ports.follow(how === 'resume' ? this.#last : undefined, (answer) => {
      if (attempt !== this.#attempt) return
      this.#callOff?.()
      this.#empty()
      if (!('code' in answer)) {
        if (how === 'snapshot') void this.#readSnapshot(attempt)
        else this.#goOn()
      } else if (how === 'resume') this.#join('snapshot')
      else this.#retry(answer.code, answer.message)
    })
  }

  async #readSnapshot(attempt: number): Promise<void> {
    this.#reading = new AbortController()
    try {
      const snapshot = await this.#ports.readSnapshot(this.#reading.signal)
      if (attempt !== this.#attempt) return
      this.#last = snapshot.seq
      this.#ports.sink.replace(snapshot)
      this.#goOn()
    } catch (error) {
      if (attempt !== this.#attempt) return
      const { code, detail } = codeAndDetail(error)
      this.#retry(code, detail, error instanceof ApiProblem && error.status < 500)
    }
  }

  #goOn(): void {
    const waiting = this.#buffer
    this.#empty()
    this.#mode = 'following'
    this.#failures = 0
    this.#enter(LIVE)
    for (const batch of waiting) this.batch(batch)
  }

  #apply(batch: Batch<Item>): void {
    const last = this.#last ?? 0
    if (batch.seq < last || (batch.seq === last && batch.after < last)) return
    if (batch.after > last) {
      this.#closeHole()
    } else {
      this.#holes = 0
      this.#last = batch.seq
      const items = batch.after === last ? batch.items : this.#ports.itemsAfter(batch.items, last)
      this.#ports.sink.merge(items, batch.seq)
    }
  }

  #closeHole(): void {
    this.#holes += 1
    if (this.#holes < HOLES_BEFORE_SNAPSHOT) this.#join('resume')
    else if (this.#holes === HOLES_BEFORE_SNAPSHOT) this.#join('snapshot')
    else this.#retry('hole', 'The stream keeps leaving out changes.')
  }

  /** Past the limit the buffer is dropped: what follows then looks like a hole and is asked for again. */
  #keep(batch: Batch<Item>): void {
    this.#buffered += batch.items.length
    if (this.#buffered > BUFFER_LIMIT) this.#buffer = []
    else this.#buffer.push(batch)
  }

  #empty(): void {
    this.#buffer = []
    this.#buffered = 0
  }

  #retry(code: string, detail: string, isRefusal = false): void {
    this.#leave()
    this.#giveUp(code, detail, isRefusal)
    const delayMs = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LAST_RETRY_MS)
    this.#failures += 1
    this.#callOff = this.#ports.later(delayMs, () => this.#join('snapshot'))
  }

  /** With a picture: it becomes stale. Without, or when the server refuses it: failed. */
  #giveUp(code: string, detail: string, isRefusal = false): void {
    const hasPicture = this.#phase.phase === 'live' || this.#phase.phase === 'stale'
    if (!hasPicture || isRefusal) this.#enter({ phase: 'failed', code, detail })
    else if (this.#phase.phase === 'live') {
      this.#enter({ phase: 'stale', since: this.#ports.now(), reason: 'disconnected' })
    }
  }

  #enter(phase: Phase): void {
    if (phase.phase === 'live' && this.#phase.phase === 'live') return
    this.#phase = phase
    this.#ports.sink.phase(phase)
  }
}
