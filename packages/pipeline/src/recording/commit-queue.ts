import type { Change, Gap, LedgerEntry, RecordedChange } from '@portolan/domain'
import type { CommittedChange } from '../live/change-feed.ts'
import type { Clock } from '../ports/clock.ts'
import type { StreamCursor, StreamScope } from '../ports/cluster-source.ts'
import type { AppendBatch, EventRecurrence, HistoryWriter } from '../ports/history-store.ts'
import { StoreFullError } from '../ports/store-errors.ts'
import type { ObjectChange } from './known-objects.ts'
import type { RecorderHealth } from './recording-types.ts'
import { streamKey } from './stream-key.ts'

/** A commit takes at most this many changes. */
const BATCH_LIMIT = 2_000
/** Above it nobody may add before a commit made room. */
const QUEUE_LIMIT = 10_000
/** How long a full store is left alone before the same batch is tried again. */
const RETRY_MS = 2_000

/**
 * What one message of the source amounts to. More changes than a commit takes are written by several; what says that the
 * message is dealt with, its cursor above all, goes with the last, so that a crash in between makes the source tell it again.
 */
export interface QueueEntry {
  /** Walked once, a commit's worth at a time, as fast as commits make room. */
  readonly changes: Iterable<ObjectChange>
  readonly cursor?: StreamCursor
  readonly gaps?: readonly Gap[]
  readonly recurrences?: readonly EventRecurrence[]
  /** Streams whose cursors lead nowhere any more. */
  readonly forgotten?: readonly StreamScope[]
  /** Runs in the turn of the commit, after the changes are published. */
  readonly committed?: () => void
}

/** As much of an entry as a commit takes. */
interface Part extends QueueEntry {
  readonly changes: readonly ObjectChange[]
}

/** A change with its `seq`, and the object on both sides of it. */
export type RecordedObjectChange = Omit<CommittedChange, 'ledger'>

/** A batch on its way into the log. */
interface UnderWay {
  readonly taken: readonly Part[]
  readonly committed: readonly CommittedChange[]
  readonly gaps: readonly Gap[]
  /** `false`: it is not, and nothing after it will be. Never rejects. */
  readonly isCommitted: Promise<boolean>
}

export interface CommitQueueOptions {
  readonly writer: HistoryWriter
  readonly clock: Clock
  /** The newest `seq` of the log. */
  readonly seq: number
  /** What a change writes into the ledgers. Called once per change, in `seq` order, before the commit. */
  readonly ledgerOf: (change: RecordedObjectChange) => readonly LedgerEntry[]
  /** Called after each commit, in order, with its changes and the gaps that opened or ended in it. */
  readonly published: (committed: readonly CommittedChange[], gaps: readonly Gap[]) => void
}

/**
 * Gives changes their `seq`, commits them in order, and only then tells.
 *
 * While one commit is under way the next batch gathers, so batches grow with the load and a quiet cluster is written at once.
 * Where a whole batch waits it goes on its way before the last one is told, so that writing and telling go on side by side.
 * A full store stops commits, keeps the batch and tries it again; a queue that is full makes `push` wait, which in the end
 * pauses the sockets. Nothing is dropped.
 */
export class CommitQueue {
  readonly #options: CommitQueueOptions
  #seq: number
  #waiting: Part[] = []
  #waitingChanges = 0
  #room: { promise: Promise<void>; open: () => void } | undefined
  #running: Promise<void> | undefined
  #isScheduled = false
  #failure: unknown
  readonly #timeIsUp = new AbortController()
  #health: RecorderHealth = { state: 'recording' }

  constructor(options: CommitQueueOptions) {
    this.#options = options
    this.#seq = options.seq
  }

  get health(): RecorderHealth {
    return this.#health
  }

  /**
   * Resolves when all of the entry is taken, and there is room for more; or when the signal aborts, with what is taken by then.
   * @throws what made the log unwritable for good
   */
  async push(entry: QueueEntry, signal?: AbortSignal): Promise<void> {
    for (const part of partsOf(entry)) {
      await this.#pushPart(part)
      if (signal?.aborted) return
    }
  }

  async #pushPart(part: Part): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure
    this.#waiting.push(part)
    this.#waitingChanges += part.changes.length
    this.#schedule()
    if (this.#waitingChanges > QUEUE_LIMIT) {
      this.#room ??= roomToWaitFor()
      await this.#room.promise
    }
  }

  /**
   * Resolves when everything pushed so far is committed, and no later than with the commit that is under way when time is up:
   * of what is left then no cursor was moved, so the source tells it again to whoever records next.
   *
   * @throws what made the log unwritable
   */
  async drain(withinMs: number): Promise<void> {
    const drained = new AbortController()
    void this.#options.clock.sleep(withinMs, drained.signal).then(() => this.#timeIsUp.abort())
    while (this.#running !== undefined || (this.#waiting.length > 0 && !this.#isOver)) {
      this.#running ??= this.#commitAll()
      await this.#running
    }
    drained.abort()
    if (this.#failure !== undefined) throw this.#failure
  }

  get #isOver(): boolean {
    return this.#failure !== undefined || this.#timeIsUp.signal.aborted
  }

  #schedule(): void {
    if (this.#isScheduled || this.#running !== undefined) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      this.#running ??= this.#commitAll()
    })
  }

  async #commitAll(): Promise<void> {
    try {
      let underWay = this.#begin(1)
      while (underWay !== undefined && (await underWay.isCommitted)) {
        const next = this.#begin(BATCH_LIMIT)
        if (next !== undefined) await turn()
        this.#publish(underWay)
        underWay = next ?? this.#begin(1)
      }
    } finally {
      this.#running = undefined
      this.#openRoom()
    }
  }

  /** Begin to write the next batch, where something waits: one that is begun ahead, only if it is as large as it may be. */
  #begin(leastChanges: number): UnderWay | undefined {
    if (this.#waiting.length === 0 || this.#isOver) return undefined
    if (leastChanges > 1 && this.#waitingChanges < leastChanges) return undefined
    const taken = this.#take()
    const committed = taken.flatMap((entry) => entry.changes.map((change) => this.#numbered(change)))
    const batch = this.#batchOf(taken, committed)
    const isCommitted = this.#append(batch).catch((error: unknown) => {
      this.#failure = error
      return false
    })
    return { taken, committed, gaps: batch.gaps, isCommitted }
  }

  #publish({ taken, committed, gaps }: UnderWay): void {
    this.#options.published(committed, gaps)
    for (const entry of taken) entry.committed?.()
    if (this.#waitingChanges <= QUEUE_LIMIT / 2) this.#openRoom()
  }

  /** @returns whether the batch is committed; `false` when the store was full until time was up */
  async #append(batch: AppendBatch): Promise<boolean> {
    const { signal } = this.#timeIsUp
    for (;;) {
      try {
        await this.#options.writer.append(batch)
        this.#health = { state: 'recording' }
        return true
      } catch (error) {
        if (!(error instanceof StoreFullError)) throw error
        if (this.#health.state === 'recording') {
          this.#health = { state: 'paused', since: this.#options.clock.now(), detail: error.message }
        }
        if (signal.aborted) return false
        await this.#options.clock.sleep(RETRY_MS, signal)
      }
    }
  }

  #numbered({ change, before, after }: ObjectChange): CommittedChange {
    const recorded = recordedAs(++this.#seq, change)
    const ledger = this.#options.ledgerOf({ change: recorded, before, after })
    return { change: recorded, before, after, ledger }
  }

  #take(): Part[] {
    let changes = 0
    let end = 0
    for (const entry of this.#waiting) {
      if (end > 0 && changes + entry.changes.length > BATCH_LIMIT) break
      changes += entry.changes.length
      end++
    }
    this.#waitingChanges -= changes
    return this.#waiting.splice(0, end)
  }

  #batchOf(taken: readonly Part[], committed: readonly CommittedChange[]): AppendBatch {
    const cursors = new Map<string, StreamCursor>()
    const forgotten = new Map<string, StreamScope>()
    for (const entry of taken) {
      for (const stream of entry.forgotten ?? []) {
        cursors.delete(streamKey(stream))
        forgotten.set(streamKey(stream), stream)
      }
      if (entry.cursor === undefined) continue
      forgotten.delete(streamKey(entry.cursor.stream))
      cursors.set(streamKey(entry.cursor.stream), entry.cursor)
    }
    return {
      changes: committed.map(({ change }) => change),
      ledger: committed.flatMap(({ ledger }) => ledger),
      cursors: [...cursors.values()],
      gaps: taken.flatMap(({ gaps = [] }) => gaps),
      recurrences: taken.flatMap(({ recurrences = [] }) => recurrences),
      forgotten: [...forgotten.values()],
      committedAt: this.#options.clock.now(),
    }
  }

  #openRoom(): void {
    this.#room?.open()
    this.#room = undefined
  }
}

/** Lets what was just begun be handed over before this thread is busy again. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Member by member: see `changeOf`. */
function recordedAs(seq: number, change: Change): RecordedChange {
  const recorded: { -readonly [Member in keyof RecordedChange]: RecordedChange[Member] } = {
    seq,
    change: change.change,
    evidence: change.evidence,
    observedAt: change.observedAt,
    observedFrom: change.observedFrom,
    kind: change.kind,
    name: change.name,
    uid: change.uid,
    resourceVersion: change.resourceVersion,
    differences: change.differences,
  }
  if (change.namespace !== undefined) recorded.namespace = change.namespace
  if (change.writer !== undefined) recorded.writer = change.writer
  return recorded
}

function* partsOf({ changes, ...rest }: QueueEntry): Generator<Part, void, void> {
  let part: ObjectChange[] = []
  for (const change of changes) {
    if (part.length === BATCH_LIMIT) {
      yield { changes: part }
      part = []
    }
    part.push(change)
  }
  yield { ...rest, changes: part }
}

function roomToWaitFor(): { promise: Promise<void>; open: () => void } {
  let open = (): void => undefined
  const promise = new Promise<void>((resolve) => {
    open = resolve
  })
  return { promise, open }
}
