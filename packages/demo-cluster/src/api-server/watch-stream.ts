import type { ServerResponse } from 'node:http'
import type { ApiResource } from './api-resource.ts'
import type { ServedStore } from './collection-set.ts'
import type { Faults, FaultySubject } from './faults.ts'
import type { HistoryEntry, ObjectCollection } from './object-collection.ts'
import { bookmarkLine, entryLine, errorLine, objectJson, type Representation, watchLine } from './representation.ts'
import type { Status } from './status.ts'
import type { StoredObject } from './stored-object.ts'

/** What a watch begins with, once its request has been understood. */
export interface WatchPlan {
  resource: ApiResource
  namespace: string | undefined
  representation: Representation
  /** Sent first, as ADDED; empty for a watch that resumes. */
  initial: readonly StoredObject[]
  /** Changes up to this version are withheld. May be newer than anything known. */
  afterVersion: number
  /** Whether a bookmark closes the initial events. */
  endsInitialEvents: boolean
  allowsBookmarks: boolean
  timeoutMs: number
}

export interface WatchLimits {
  /** Between periodic bookmarks; `Infinity` for none. */
  bookmarkIntervalMs: number
  /** Changes a reader may be behind while it does not read; then it is disconnected without a word. */
  slowWatchLimit: number
}

export interface WatchDeps {
  store: ServedStore
  faults: Faults
  limits: WatchLimits
}

/** Lines are gathered to about this many bytes per write. */
const WRITE_BYTES = 64 * 1024
/** How long before its end a watch gets a last bookmark. Source: apiserver storage/cacher cache_watcher.go. */
const LAST_BOOKMARK_MS = 2_000

/**
 * One WATCH being answered.
 *
 * It queues nothing: it stands at a position of the collection's history and writes on whenever the client reads.
 * A client that falls further behind than the limit, or than the history, is disconnected and has to resume.
 */
export class WatchStream {
  readonly subject: FaultySubject
  readonly #plan: WatchPlan
  readonly #deps: WatchDeps
  readonly #response: ServerResponse
  readonly #collection: ObjectCollection
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #onEnd: () => void
  #position: number
  #initial: readonly StoredObject[]
  #initialSent = 0
  #isEndBookmarkDue = false
  #isBookmarkDue = false
  #isBlocked = false
  #isSilent = false
  #isScheduled = false
  #isOver = false

  /** `position` is where in the history the changes after the initial events begin. */
  constructor(response: ServerResponse, plan: WatchPlan, deps: WatchDeps & { position: number; onEnd: () => void }) {
    this.subject = {
      verb: 'watch',
      resource: plan.resource,
      ...(plan.namespace === undefined ? {} : { namespace: plan.namespace }),
    }
    this.#plan = plan
    this.#deps = deps
    this.#response = response
    this.#collection = deps.store.collection(plan.resource)
    this.#position = deps.position
    this.#initial = plan.initial
    const stopListening = this.#collection.onAppend(() => this.wake())
    this.#onEnd = () => {
      stopListening()
      deps.onEnd()
    }
  }

  start(): void {
    this.#response.once('close', () => this.#finish())
    this.#response.on('drain', () => {
      this.#isBlocked = false
      this.#pump()
    })
    this.#response.flushHeaders()
    this.#startTimers()
    this.#pump()
  }

  /** Look again soon; many calls cost one look. */
  wake(): void {
    if (this.#isScheduled || this.#isOver) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      this.#pump()
    })
  }

  /** Keep the connection open and never say anything again, not even goodbye. */
  silence(): void {
    this.#isSilent = true
    this.#stopTimers()
  }

  /** End as a server does that shuts down or reached its timeout. */
  end(): void {
    if (this.#isOver) return
    this.#response.end()
    this.#finish()
  }

  /** Say what went wrong, inside the 200, and end. */
  fail(status: Status): void {
    if (this.#isOver) return
    this.#response.write(errorLine(status))
    this.end()
  }

  #startTimers(): void {
    const plan = this.#plan
    const { limits, faults } = this.#deps
    if (plan.endsInitialEvents) this.#afterBookmarkDelay(() => (this.#isEndBookmarkDue = true))
    this.#after(plan.timeoutMs, () => this.end())
    if (!plan.allowsBookmarks || !plan.resource.hasWatchCache) return
    const remind = (): void => this.#afterBookmarkDelay(() => (this.#isBookmarkDue = faults.areBookmarksSent))
    const { bookmarkIntervalMs } = limits
    if (Number.isFinite(bookmarkIntervalMs)) this.#timers.add(setInterval(remind, bookmarkIntervalMs).unref())
    if (plan.timeoutMs > LAST_BOOKMARK_MS) this.#after(plan.timeoutMs - LAST_BOOKMARK_MS, remind)
  }

  #afterBookmarkDelay(makeDue: () => void): void {
    const { bookmarkDelayMs } = this.#deps.faults
    const act = (): void => {
      makeDue()
      this.wake()
    }
    if (bookmarkDelayMs === 0) act()
    else this.#after(bookmarkDelayMs, act)
  }

  #after(ms: number, act: () => void): void {
    this.#timers.add(setTimeout(act, Math.min(ms, 2 ** 31 - 1)).unref())
  }

  #pump(): void {
    if (this.#isOver) return
    if (this.#isBlocked) {
      this.#endIfTooSlow()
      return
    }
    if (this.#isSilent || this.#deps.faults.isHeld(this.subject)) return
    for (let batch = this.#nextBatch(); batch !== undefined; batch = this.#nextBatch()) {
      if (!this.#write(batch) || this.#isOver) return
    }
    if (this.#isLost()) this.end()
  }

  /** Whether what comes next has been forgotten. */
  #isLost(): boolean {
    return this.#position < this.#collection.firstPosition
  }

  /** @returns whether the client still reads */
  #write(batch: Buffer): boolean {
    this.#isBlocked = !this.#response.write(batch)
    return !this.#isBlocked
  }

  #endIfTooSlow(): void {
    const behind = this.#collection.endPosition - this.#position
    if (behind > this.#deps.limits.slowWatchLimit) this.end()
  }

  #nextBatch(): Buffer | undefined {
    const lines: Buffer[] = []
    let bytes = 0
    while (bytes < WRITE_BYTES) {
      const line = this.#nextLine()
      if (line === undefined) break
      const tear = this.#deps.faults.tears.isEmpty ? undefined : this.#deps.faults.tears.strike(this.subject)
      if (tear !== undefined) {
        this.#tear([...lines, line.subarray(0, tear.atByte ?? line.length >> 1)])
        return undefined
      }
      lines.push(line)
      bytes += line.length
    }
    return lines.length === 0 ? undefined : lines.length === 1 ? lines[0] : Buffer.concat(lines)
  }

  /** Send what there is, then cut the connection. */
  #tear(parts: Buffer[]): void {
    const { socket } = this.#response
    this.#finish()
    this.#response.write(Buffer.concat(parts), () => socket?.destroy())
  }

  #nextLine(): Buffer | undefined {
    const object = this.#initial[this.#initialSent]
    if (object !== undefined) {
      this.#initialSent++
      return Buffer.from(watchLine('ADDED', objectJson(object, this.#plan.representation)))
    }
    this.#initial = []
    if (this.#isLost()) return undefined
    for (;;) {
      const entry = this.#collection.entryAt(this.#position)
      if (entry === undefined) return this.#nextBookmark()
      this.#position++
      if (this.#isWanted(entry)) return entryLine(entry, this.#plan.representation)
    }
  }

  #isWanted(entry: HistoryEntry): boolean {
    if (entry.version <= this.#plan.afterVersion) return false
    if (entry.type === 'BOOKMARK') return this.#plan.allowsBookmarks && this.#deps.faults.areBookmarksSent
    return this.#plan.namespace === undefined || entry.object.metadata.namespace === this.#plan.namespace
  }

  /** Everything known has been sent: a bookmark may say so. */
  #nextBookmark(): Buffer | undefined {
    const { resource, representation, afterVersion } = this.#plan
    const version = this.#deps.store.versionOf(resource)
    const isInitialEnd = this.#isEndBookmarkDue
    if (!isInitialEnd && (!this.#isBookmarkDue || version <= afterVersion)) return undefined
    this.#isEndBookmarkDue = false
    this.#isBookmarkDue = false
    return Buffer.from(bookmarkLine(resource, representation, { version, isInitialEnd }))
  }

  #finish(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#stopTimers()
    this.#onEnd()
  }

  #stopTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }
}
