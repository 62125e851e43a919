import type { LiveMessage, LiveStream, Position, Step } from './live-stream.ts'
import { isWritable, type LiveServer, type LiveSocket, whenWritable } from './transport.ts'

/** A stream in which nothing matched still moves on, so that a follower may resume near the head. */
const IDLE_INTERVAL_MS = 1_000
/** Whoever has more to read than one message holds does not wait for the next change. */
const CATCHING_UP_INTERVAL_MS = 5

export interface FollowGroupOptions {
  readonly io: LiveServer
  readonly stream: LiveStream
  /** A read from the log failed; the followers it was for are gone. */
  readonly failed: (error: unknown) => void
  /** A follower was sent `reset`, and is no follower any more. */
  readonly wasReset: (socket: LiveSocket) => void
}

interface Follower {
  readonly socket: LiveSocket
  position: Position
  /** It has not taken the last message yet, or the next one is being read from the log. */
  isBusy: boolean
  /** Its last message did not reach the head. */
  isCatchingUp: boolean
}

/**
 * Everybody who follows one stream under one filter.
 *
 * In rounds: all who took their last message get the next one from where they are; those who are at the same place share one
 * serialisation. Nothing is queued for anybody: who does not take a message is left out until it does, and then reads on from
 * the feed, or from the log. So a client that stops reading costs one message, and nobody else notices.
 */
export class FollowGroup {
  readonly #options: FollowGroupOptions
  readonly #followers = new Map<LiveSocket, Follower>()
  /** Who waits for a read from the log, by the mark it begins at. */
  readonly #reading = new Map<number, Follower[]>()
  #timer: { readonly due: number; readonly handle: NodeJS.Timeout } | undefined
  #roundAt = 0

  constructor(options: FollowGroupOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#followers.size
  }

  /** How many have not taken their last message, or have more to read than one message holds. */
  get behind(): number {
    return [...this.#followers.values()].filter(({ isBusy, isCatchingUp }) => isBusy || isCatchingUp).length
  }

  add(socket: LiveSocket, position: Position): void {
    this.#followers.set(socket, { socket, position, isBusy: false, isCatchingUp: false })
    if (position.mark < this.#options.stream.head.mark) this.#roundWithin(0)
  }

  remove(socket: LiveSocket): void {
    this.#followers.delete(socket)
    if (this.#followers.size === 0) this.close()
  }

  close(): void {
    clearTimeout(this.#timer?.handle)
    this.#timer = undefined
  }

  /** The stream moved on. @param isWanted the filter lets something of it through */
  moved(isWanted: boolean): void {
    this.#roundWithin(isWanted ? this.#intervalMs : IDLE_INTERVAL_MS)
  }

  get #intervalMs(): number {
    return this.#options.stream.intervalMs(this.#followers.size)
  }

  /** @param intervalMs since the last round */
  #roundWithin(intervalMs: number): void {
    if (this.#followers.size === 0) return
    const now = performance.now()
    const due = Math.max(now, this.#roundAt + intervalMs)
    if (this.#timer !== undefined && this.#timer.due <= due) return
    clearTimeout(this.#timer?.handle)
    this.#timer = { due, handle: setTimeout(() => this.#round(), due - now) }
  }

  #round(): void {
    this.#timer = undefined
    this.#roundAt = performance.now()
    for (const [mark, cohort] of this.#cohorts()) {
      const [first] = cohort
      if (first === undefined) continue
      const step = this.#options.stream.read(first.position)
      if (step !== undefined) this.#take(cohort, step)
      else void this.#readOlder(mark, cohort)
    }
  }

  /** Who can take a message and has not everything, by where they are. */
  #cohorts(): ReadonlyMap<number, Follower[]> {
    const cohorts = new Map<number, Follower[]>()
    const { mark: head } = this.#options.stream.head
    for (const follower of this.#followers.values()) {
      const { mark } = follower.position
      if (follower.isBusy || mark >= head) continue
      const reading = this.#reading.get(mark)
      const cohort = reading ?? cohorts.get(mark) ?? []
      if (reading !== undefined) follower.isBusy = true
      else if (isWritable(follower.socket)) cohorts.set(mark, cohort)
      else this.#waitFor(follower)
      if (!follower.isBusy || reading !== undefined) cohort.push(follower)
    }
    return cohorts
  }

  #waitFor(follower: Follower): void {
    follower.isBusy = true
    whenWritable(follower.socket, () => {
      follower.isBusy = false
      this.#roundWithin(follower.isCatchingUp ? CATCHING_UP_INTERVAL_MS : this.#intervalMs)
    })
  }

  /** One read for all who are at the same place, and for those who come there meanwhile. */
  async #readOlder(mark: number, cohort: Follower[]): Promise<void> {
    this.#reading.set(mark, cohort)
    for (const follower of cohort) follower.isBusy = true
    const [first] = cohort
    try {
      const step = first === undefined ? undefined : await this.#options.stream.readOlder(first.position)
      this.#reading.delete(mark)
      for (const follower of cohort) follower.isBusy = false
      if (step !== undefined) this.#take(cohort, step)
    } catch (error) {
      this.#reading.delete(mark)
      this.#dismiss(cohort)
      this.#options.failed(error)
    }
  }

  /** They connect again by themselves, and resume from what they have. */
  #dismiss(cohort: readonly Follower[]): void {
    for (const follower of cohort) if (this.#isHere(follower)) follower.socket.conn.close()
  }

  #take(cohort: readonly Follower[], step: Step): void {
    const present = cohort.filter((follower) => this.#isHere(follower))
    if (step === 'reset') {
      for (const follower of present) this.#reset(follower)
      return
    }
    this.#send(present, step.message)
    const isCatchingUp = step.reached.mark < this.#options.stream.head.mark
    for (const follower of present) {
      follower.position = step.reached
      follower.isCatchingUp = isCatchingUp
    }
    if (isCatchingUp) this.#roundWithin(CATCHING_UP_INTERVAL_MS)
  }

  #reset({ socket }: Follower): void {
    this.remove(socket)
    socket.emit('reset', { seq: this.#options.stream.head.seq })
    this.#options.wasReset(socket)
  }

  /** Every socket is alone in the room of its id; together they share one serialisation. */
  #send(followers: readonly Follower[], message: LiveMessage): void {
    if (followers.length === 0) return
    const target = this.#options.io.to(followers.map(({ socket }) => socket.id))
    if (message.name === 'changes') target.emit('changes', message.payload)
    else target.emit('services', message.payload)
  }

  /** It did not leave, and did not come back as another. */
  #isHere(follower: Follower): boolean {
    return this.#followers.get(follower.socket) === follower
  }
}
