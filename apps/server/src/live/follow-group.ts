import type { LiveMessage, LiveStream, Position, Step } from './live-stream.ts'
import { inTurn, isWritable, type LiveServer, type LiveSocket, whenWritable } from './transport.ts'

/** A stream in which nothing matched still moves on, so that a follower may resume near the head. */
const IDLE_INTERVAL_MS = 1_000
/** The rest of a burst that was too large for one message. */
const BURST_INTERVAL_MS = 5

export interface FollowGroupOptions {
  readonly io: LiveServer
  /** Name of the Socket.IO room of those who are at the head. */
  readonly room: string
  readonly stream: LiveStream
  /** A read from the log failed; the followers it was for are gone. */
  readonly failed: (error: unknown) => void
  /** A follower was sent `reset`. */
  readonly wasReset: () => void
}

/**
 * - `together`: at the group's position; one serialisation serves all.
 * - `ahead`: beyond the group's position, until the group catches up with the next message.
 * - `alone`: behind; reads on by itself, one message at a time, each only when the one before was taken.
 */
type Pace = 'together' | 'ahead' | 'alone'

interface Follower {
  readonly socket: LiveSocket
  /** Of those who are `together` the group's position counts instead. */
  position: Position
  pace: Pace
  isReading: boolean
}

/**
 * Everybody who follows one stream under one filter.
 *
 * Nothing is queued for anybody: who does not take a message in time leaves the common pace and reads on from the feed or the
 * log when there is room again. So a client that stops reading costs one message, and nobody else notices.
 */
export class FollowGroup {
  readonly #options: FollowGroupOptions
  readonly #followers = new Map<LiveSocket, Follower>()
  #position: Position
  #timer: { readonly due: number; readonly handle: NodeJS.Timeout } | undefined
  #flushedAt = 0

  constructor(options: FollowGroupOptions) {
    this.#options = options
    this.#position = options.stream.head
  }

  get size(): number {
    return this.#followers.size
  }

  /** How many read on by themselves. */
  get behind(): number {
    return [...this.#followers.values()].filter(({ pace }) => pace === 'alone').length
  }

  add(socket: LiveSocket, position: Position): void {
    const follower: Follower = { socket, position, pace: 'alone', isReading: false }
    this.#followers.set(socket, follower)
    this.#goOn(follower)
  }

  remove(socket: LiveSocket): void {
    if (this.#followers.delete(socket)) void socket.leave(this.#options.room)
    if (this.#followers.size === 0) this.close()
  }

  close(): void {
    clearTimeout(this.#timer?.handle)
    this.#timer = undefined
  }

  /** The stream moved on. @param isWanted the filter lets something of it through */
  moved(isWanted: boolean): void {
    const { stream } = this.#options
    this.#flushWithin(isWanted ? stream.intervalMs(this.#followers.size) : IDLE_INTERVAL_MS)
  }

  /** @param intervalMs since the last message */
  #flushWithin(intervalMs: number): void {
    if (this.#followers.size === 0) return
    const now = performance.now()
    const due = Math.max(now, this.#flushedAt + intervalMs)
    if (this.#timer !== undefined && this.#timer.due <= due) return
    clearTimeout(this.#timer?.handle)
    this.#timer = { due, handle: setTimeout(() => this.#flush(), due - now) }
  }

  #flush(): void {
    this.#timer = undefined
    this.#flushedAt = performance.now()
    this.#partWithSlow()
    const { stream, io, room } = this.#options
    if (this.#position.mark < stream.head.mark) {
      const step = stream.read(this.#position)
      if (step === undefined || step === 'reset') this.#scatter()
      else {
        send(io.to(room), step.message)
        this.#position = step.reached
      }
    }
    for (const follower of this.#followers.values()) if (follower.pace === 'ahead') this.#goOn(follower)
    if (this.#position.mark < stream.head.mark) this.#flushWithin(BURST_INTERVAL_MS)
  }

  /** Whoever has not taken the last message reads on alone. */
  #partWithSlow(): void {
    for (const follower of this.#followers.values()) {
      if (follower.pace === 'together' && !isWritable(follower.socket)) this.#part(follower)
    }
  }

  /** The group fell out of the feed's memory: everybody reads on alone and meets again at the head. */
  #scatter(): void {
    const together = [...this.#followers.values()].filter(({ pace }) => pace === 'together')
    for (const follower of together) this.#part(follower)
    this.#position = this.#options.stream.head
  }

  #part(follower: Follower): void {
    follower.pace = 'alone'
    follower.position = this.#position
    void follower.socket.leave(this.#options.room)
    // Not in this turn: the group has not moved on yet, and the follower would be found up to date.
    setImmediate(() => this.#goOn(follower))
  }

  /** Join the group where the follower is as far as it, or read on. */
  #goOn(follower: Follower): void {
    if (!this.#isHere(follower) || follower.pace === 'together') return
    if (follower.position.mark === this.#position.mark) {
      follower.pace = 'together'
      void follower.socket.join(this.#options.room)
      return
    }
    if (follower.position.mark > this.#position.mark) {
      follower.pace = 'ahead'
      this.moved(true)
      return
    }
    follower.pace = 'alone'
    if (follower.isReading) return
    follower.isReading = true
    if (!isWritable(follower.socket)) {
      whenWritable(follower.socket, () => this.#resume(follower))
      return
    }
    const step = this.#options.stream.read(follower.position)
    if (step !== undefined) this.#take(follower, step)
    else inTurn(follower.socket, () => this.#readOlder(follower))
  }

  /** It did not leave, and did not come back as another. */
  #isHere(follower: Follower): boolean {
    return this.#followers.get(follower.socket) === follower
  }

  #resume(follower: Follower): void {
    follower.isReading = false
    this.#goOn(follower)
  }

  async #readOlder(follower: Follower): Promise<void> {
    if (!this.#isHere(follower)) return
    try {
      this.#take(follower, await this.#options.stream.readOlder(follower.position))
    } catch (error) {
      this.remove(follower.socket)
      // The client connects again by itself, and resumes from what it has.
      follower.socket.conn.close()
      this.#options.failed(error)
    }
  }

  #take(follower: Follower, step: Step): void {
    if (!this.#isHere(follower)) return
    if (step === 'reset') {
      this.remove(follower.socket)
      follower.socket.emit('reset', { seq: this.#options.stream.head.seq })
      this.#options.wasReset()
      return
    }
    send(follower.socket, step.message)
    follower.position = step.reached
    setImmediate(() => this.#resume(follower))
  }
}

function send(target: Pick<LiveSocket, 'emit'> | ReturnType<LiveServer['to']>, message: LiveMessage): void {
  if (message.name === 'changes') target.emit('changes', message.payload)
  else target.emit('services', message.payload)
}
