import {
  type Gap,
  keyOf,
  objectKey,
  type Rollout,
  RolloutFold,
  type UnseenRequest,
  unseenRequests,
} from '@portolan/domain'
import type { CommittedChange, Recording } from '@portolan/pipeline'
import {
  type Clock,
  type HistoryReader,
  type KeptRollout,
  type RolloutArchive,
  type RolloutFoldState,
  type RolloutMark,
  type RolloutsQuery,
  StoreFullError,
} from '@portolan/pipeline/ports'
import { catchUp, overOf } from './catch-up.ts'
import { ROLLOUT_FOLD_VERSION } from './fold-version.ts'
import { isWanted, markOf, newestFirst } from './rollout-filter.ts'

/** So often it is written down where the fold stands, though no rollout is over: a restart goes on from there. */
const NOTE_EVERY_MS = 30_000
/** Rollouts that are over are kept in memory while the log is still being folded: the newest. */
const MAX_OVER = 1_000

export interface RolloutBookOptions {
  readonly recording: Recording
  readonly reader: HistoryReader
  readonly archive: RolloutArchive
  readonly clock: Pick<Clock, 'monotonic'>
  /** Told of what could not be read or written, which rollouts go on without as far as they can. */
  readonly failed: (error: unknown) => void
}

/**
 * The rollouts of the log: those under way from a fold that follows the recording change by change, those over from the
 * archive.
 *
 * What the archive lacks is folded from the log in the background, from where it ends. Meanwhile rollouts that are requested now
 * are followed all the same, by a fold that knows nothing of those that were under way before; nothing of it is kept.
 */
export class RolloutBook {
  readonly #options: RolloutBookOptions
  readonly #ending = new AbortController()
  readonly #meanwhile: Gap[] = []
  #fold: RolloutFold
  /** Over, and not in the archive yet. */
  #over = new Map<string, KeptRollout>()
  #foldedTo: number | null | undefined
  #isFaulty = false
  #noted = { seq: 0, at: 0 }
  #work: Promise<void>

  constructor(options: RolloutBookOptions) {
    const { recording } = options
    this.#options = options
    this.#fold = new RolloutFold(recording.snapshot)
    recording.feed.subscribeToSteps((step) => this.#take(step))
    recording.feed.subscribeToGaps((gaps) => this.#takeGaps(gaps))
    this.#work = this.#catchUp().catch((error: unknown) => options.failed(error))
  }

  /**
   * Epoch ms: rollouts that were requested before the start are known if they were over by then; `null`: nothing of the log is
   * folded yet; absent: all are known.
   */
  get foldedTo(): number | null | undefined {
    return this.#foldedTo
  }

  /** Newest request first. */
  async rollouts(query: RolloutsQuery): Promise<readonly KeptOrRunning[]> {
    const own = this.#own(query)
    const kept = await this.#options.archive.rollouts(query)
    return newestFirst([...own, ...kept]).slice(0, query.limit)
  }

  /** Newest request first. */
  async marks(query: RolloutsQuery): Promise<readonly RolloutMark[]> {
    const own = this.#own(query).map(({ rollout }) => markOf(rollout))
    const known = new Set(own.map(({ id }) => id))
    const kept = await this.#options.archive.marks(query)
    const marks = [...own, ...kept.filter(({ id }) => !known.has(id))]
    return marks.sort((a, b) => b.from - a.from).slice(0, query.limit)
  }

  async rollout(id: string): Promise<KeptOrRunning | undefined> {
    const running = this.#fold.rollouts().find((rollout) => rollout.id === id)
    if (running) return { rollout: running }
    return this.#over.get(id) ?? (await this.#options.archive.rollout(id))
  }

  /** Workloads that are rolled out now though their request was not seen; `undefined` while not all that was seen is known. */
  unseenRequests({
    namespaces,
    workloads,
  }: Pick<RolloutsQuery, 'namespaces' | 'workloads'>): UnseenRequest[] | undefined {
    if (this.#foldedTo !== undefined) return undefined
    const found = unseenRequests(this.#options.recording.snapshot, this.#fold.rollouts(), namespaces)
    if (workloads === undefined) return found
    return found.filter(({ workload: { kind, namespace, name } }) =>
      workloads.includes(objectKey(kind, namespace, name)),
    )
  }

  /** Write down what is over, and where the fold stands: call it about once a second. */
  tick(): void {
    const { clock } = this.#options
    const isDue = clock.monotonic() - this.#noted.at >= NOTE_EVERY_MS
    if (this.#over.size > 0 || isDue) void this.#enqueue(() => this.#note())
  }

  /** Everything that is known is written down. */
  async close(): Promise<void> {
    this.#ending.abort()
    await this.#enqueue(() => this.#note())
  }

  #own(query: RolloutsQuery): KeptOrRunning[] {
    const running = this.#fold.rollouts().map((rollout) => ({ rollout }))
    return newestFirst([...running, ...this.#over.values()].filter(({ rollout }) => isWanted(rollout, query)))
  }

  async #catchUp(): Promise<void> {
    const { recording, archive } = this.#options
    this.#foldedTo = null
    const state = await this.#usableState()
    if (state?.foldedTo === recording.snapshot.seq) {
      const gaps = await this.#options.reader.gaps({ from: Number.MAX_SAFE_INTEGER })
      if (state.foldedTo === recording.snapshot.seq) return this.#goOn(state.open, gaps, [])
    }
    const reached = (time: number) => {
      this.#foldedTo = time
    }
    const caughtUp = await catchUp({ ...this.#options, archive, reached, signal: this.#ending.signal }, state)
    if (caughtUp === undefined || this.#isFaulty) return
    const { walk, over } = caughtUp
    this.#goOn(walk.open(), walk.openGaps, over)
  }

  /** In the turn in which the log was folded up to its end: from here on the fold follows the recording. */
  #goOn(open: RolloutFoldState['open'], gaps: readonly Gap[], over: readonly KeptRollout[]): void {
    this.#fold = RolloutFold.restore(open, this.#options.recording.snapshot, gaps)
    for (const gap of this.#meanwhile.splice(0)) this.#fold.noteGap(gap)
    this.#over = new Map(over.map((kept) => [kept.rollout.id, kept]))
    this.#foldedTo = undefined
  }

  /** What other rules made of the log is thrown away. */
  async #usableState(): Promise<RolloutFoldState | undefined> {
    const { archive, recording } = this.#options
    const state = await archive.state()
    if (state === undefined) return undefined
    if (state.version === ROLLOUT_FOLD_VERSION && state.foldedTo <= recording.snapshot.seq) return state
    await archive.clear()
    return undefined
  }

  #take({ change, before, after }: CommittedChange): void {
    this.#endAtFault(() => {
      const key = keyOf({ kind: change.kind, metadata: change })
      this.#keep(overOf(this.#fold.apply(change, { key, before, after }), change.seq))
    })
  }

  #takeGaps(gaps: readonly Gap[]): void {
    this.#endAtFault(() => {
      for (const gap of gaps) this.#fold.noteGap(gap)
      if (this.#foldedTo !== undefined) this.#meanwhile.push(...gaps)
    })
  }

  #keep(over: readonly KeptRollout[]): void {
    for (const kept of over) this.#over.set(kept.rollout.id, kept)
    for (const oldest of this.#over.keys()) {
      if (this.#over.size <= MAX_OVER) return
      this.#over.delete(oldest)
    }
  }

  /** A fold at fault ends the rollouts, never the recording that tells it of changes. */
  #endAtFault(fold: () => void): void {
    if (this.#isFaulty) return
    try {
      fold()
    } catch (error) {
      this.#isFaulty = true
      this.#foldedTo = this.#foldedTo ?? null
      this.#fold = new RolloutFold(this.#options.recording.snapshot)
      this.#ending.abort()
      this.#options.failed(error)
    }
  }

  /** One after the other, and after the log was folded. */
  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      if (!(error instanceof StoreFullError)) this.#options.failed(error)
    })
    return this.#work
  }

  async #note(): Promise<void> {
    const { recording, archive, clock } = this.#options
    const { seq } = recording.snapshot
    if (this.#foldedTo !== undefined || (this.#over.size === 0 && this.#noted.seq === seq)) return
    this.#noted = { seq, at: clock.monotonic() }
    const over = [...this.#over.values()]
    await archive.keep(over, { version: ROLLOUT_FOLD_VERSION, foldedTo: seq, open: this.#fold.open() })
    for (const kept of over) if (this.#over.get(kept.rollout.id) === kept) this.#over.delete(kept.rollout.id)
  }
}

/** A rollout, and the change after which nothing of it changed any more; absent while it is under way. */
export interface KeptOrRunning {
  readonly rollout: Rollout
  readonly overSeq?: number
}
