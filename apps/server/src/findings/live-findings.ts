import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Finding,
  FindingsBook,
  type Gap,
  keyOf,
  type ObjectKey,
  objectKey,
  RecentPast,
  RULES,
  type RuleHistory,
  type SilentWatch,
  type Suppression,
  suppressedRules,
  watchedResource,
} from '@portolan/domain'
import type { CommittedChange, Recording } from '@portolan/pipeline'
import type { Clock, HistoryReader } from '@portolan/pipeline/ports'
import { FindingsReplay, MAX_REPLAYED_OBJECTS, RECALLED_MS, type ReplayOptions } from './findings-replay.ts'
import { TimeSlices } from './time-slices.ts'
import { ZeroReadyBook } from './zero-ready-book.ts'

const MAX_RECALLED = 1_000
const PATIENCE_MS = 5_000
/** What began so shortly before is not looked up in the log. */
const JUST_NOW_MS = 5_000
/** Three bookmarks were due in the meantime (rule COV-004). */
const SILENT_MS = 180_000
/** Rules tell of gaps in the whole cluster at this subject. */
const OF_CLUSTER = 'kube-system'

export interface LiveFindingsOptions extends Pick<ReplayOptions, 'past' | 'visibilityNow'> {
  readonly recording: Recording
  readonly reader: HistoryReader
  readonly clock: Pick<Clock, 'now'>
  /** Told of what could not be read of the past, which findings go on without; and of a rule at fault, which ends them. */
  readonly failed: (error: unknown) => void
}

/** What the rules say now. */
export interface FindingsNow {
  /** Ascending by subject, rule and part. */
  readonly findings: readonly Finding[]
  readonly suppressed: readonly Suppression[]
  /** What holds, but not yet for long enough; in no promised order. */
  readonly settling: readonly Finding[]
  /** Epoch ms from which on they have been so, for all that is known: with the `seq` it names the answer. */
  readonly since: number
}

/**
 * The findings of the live snapshot, kept up change by change.
 *
 * They are begun when every granted kind was read: before, next to everything would be suppressed. First the log of the last
 * hour says since when what holds has held; then everything is evaluated, a slice at a time, so that a large cluster does not
 * hold everything up.
 */
export class LiveFindings {
  readonly #options: LiveFindingsOptions
  readonly #windows = new ZeroReadyBook()
  readonly #history: RuleHistory
  #past: RecentPast
  #gaps: readonly Gap[] = []
  #silent: readonly SilentWatch[] = []
  #book: FindingsBook | undefined
  /** Resolves whenever nothing waits to be evaluated; absent before the beginning. */
  #settled: Promise<void> | undefined
  /** What is committed while the log before it is folded. */
  #pending: CommittedChange[] | undefined
  /** A rule was at fault. */
  #hasEnded = false
  #visibility = ''
  #suppressed: readonly Suppression[] | undefined
  /** Absent after a change. */
  #now: (FindingsNow & { readonly until: number }) | undefined

  constructor(options: LiveFindingsOptions) {
    this.#options = options
    this.#past = new RecentPast(options.recording.snapshot)
    this.#history = {
      fieldChanges: (object, path) => this.#past.history.fieldChanges?.(object, path) ?? [],
      drainOverlaps: (namespace, service) => this.#past.history.drainOverlaps?.(namespace, service) ?? [],
      readyLags: (node) => this.#past.history.readyLags?.(node) ?? [],
      rolloutDurations: (workload) => this.#past.history.rolloutDurations?.(workload) ?? [],
      rolloutZeroWindows: (workload) => this.#past.history.rolloutZeroWindows?.(workload) ?? [],
      zeroReadyWindows: (namespace, name) => this.#windows.of(`${namespace}/${name}`),
      gaps: () => this.#gaps,
      silentWatches: () => this.#silent,
    }
    options.recording.feed.subscribeToSteps((committed) => this.#take(committed))
    options.recording.feed.subscribeToGaps((gaps) => this.#takeGaps(gaps))
  }

  /** Look for what changes without a change of the log: call it about once a second. */
  tick(): void {
    const { clock, recording } = this.#options
    if (this.#settled === undefined) {
      if (recording.isReady()) this.#settled = this.#endingWithFault(this.#begin())
      return
    }
    this.#lookForSilence()
    const visibility = this.#visibilityNow()
    if (visibility === this.#visibility) return
    this.#visibility = visibility
    this.#suppressed = undefined
    this.#endAtFault(() => this.#book?.visibilityChanged(clock.now(), () => false))
    this.#settled = this.#endingWithFault(this.#settled.then(() => this.#settle()))
  }

  /**
   * Resolves `undefined` while granted kinds are still being read, and where all of them are not evaluated soon: see `progress`.
   *
   * @throws whatever a rule at fault threw; it was told already
   */
  async read(): Promise<FindingsNow | undefined> {
    this.tick()
    if (this.#settled === undefined || !(await this.#isSettledSoon(this.#settled))) return undefined
    return this.#read(this.#options.clock.now())
  }

  /** Those of one object, by rule and part; none while granted kinds are still being read, or where a rule is at fault. */
  async readOf(subject: ObjectKey): Promise<readonly Finding[]> {
    this.tick()
    // A rule at fault was told already, and left no findings.
    if (this.#settled) await this.#isSettledSoon(this.#settled).catch(() => undefined)
    return this.#book?.findingsOf(subject, this.#options.clock.now()) ?? []
  }

  /** How many subjects are still to be evaluated, of how many; `undefined` before the beginning, and where none is. */
  get progress(): { readonly waiting: number; readonly of: number } | undefined {
    const { recording } = this.#options
    if (this.#settled === undefined) return undefined
    const waiting = this.#book?.waiting ?? recording.snapshot.size
    return waiting === 0 ? undefined : { waiting, of: recording.snapshot.size }
  }

  async #begin(): Promise<void> {
    const { recording } = this.#options
    this.#visibility = this.#visibilityNow()
    await this.#recall()
    const replay = await this.#replayed()
    const pending = this.#pending ?? []
    for (let next = pending.shift(); replay && next; next = pending.shift()) await replay.follow(next.change)
    this.#pending = undefined
    const book = FindingsBook.unread(recording.snapshot, { history: this.#history })
    if (replay) {
      this.#past = replay.recentPast
      this.#past.moveTo(recording.snapshot)
      book.adopt(replay.book)
    }
    this.#book = book
    await this.#settle()
  }

  /** What was before this process began to record. Not asked where it would cost more than it tells. */
  async #replayed(): Promise<FindingsReplay | undefined> {
    const { clock, failed, reader, recording } = this.#options
    const time = clock.now()
    try {
      const { oldest } = await reader.bounds()
      const isNew = oldest === undefined || oldest.observedAt > time - JUST_NOW_MS
      if (isNew || recording.snapshot.size > MAX_REPLAYED_OBJECTS) return undefined
      this.#pending = []
      return await FindingsReplay.over({ seq: recording.feed.seq, time, evaluatedMs: RECALLED_MS }, this.#options)
    } catch (error) {
      failed(error)
      return undefined
    }
  }

  async #recall(): Promise<void> {
    const { clock, failed, reader } = this.#options
    const now = clock.now()
    const range = { from: now - RECALLED_MS, to: now + 1 }
    try {
      this.#windows.recall(await reader.zeroReadyWindows({ ...range, limit: MAX_RECALLED }))
      const told = this.#gaps
      this.#gaps = [...told, ...(await reader.gaps(range)).filter((gap) => !told.some((one) => isSameGap(one, gap)))]
    } catch (error) {
      this.#windows.recall([])
      failed(error)
    }
  }

  /** Whoever asks waits for a while, as for the log. */
  #isSettledSoon(settled: Promise<void>): Promise<boolean> {
    const inTime = new AbortController()
    const patience = sleep(PATIENCE_MS, false, { signal: inTime.signal, ref: false }).catch(() => false)
    return Promise.race([settled.then(() => true), patience]).finally(() => inTime.abort())
  }

  /** Evaluates what waits, a slice at a time, as of now: what changes meanwhile is evaluated as of its own time. */
  async #settle(): Promise<void> {
    const now = this.#options.clock.now()
    const slices = new TimeSlices()
    this.#now = undefined
    while (this.#book?.proceed(now, slices.hasTime) === false) await slices.nextSlice()
    this.#now = undefined
  }

  #take(committed: CommittedChange): void {
    this.#now = undefined
    for (const entry of committed.ledger) this.#windows.note(entry)
    this.#pending?.push(committed)
    this.#note(committed)
  }

  #note({ after, before, change }: CommittedChange): void {
    this.#endAtFault(() => {
      const applied = { key: keyOf({ kind: change.kind, metadata: change }), before, after }
      const subjects = this.#past.note(applied, change)
      this.#book?.apply(applied, change.observedAt)
      this.#book?.historyChanged(subjects, change.observedAt)
    })
  }

  #takeGaps(gaps: readonly Gap[]): void {
    const now = this.#options.clock.now()
    const others = this.#gaps.filter((known) => !gaps.some((gap) => isSameGap(known, gap)))
    this.#gaps = [...gaps, ...others].filter(({ to = now }) => to > now - RECALLED_MS)
    const namespaces = new Set(gaps.map(({ namespace = OF_CLUSTER }) => objectKey('Namespace', undefined, namespace)))
    this.#endAtFault(() => this.#book?.historyChanged(namespaces, now))
  }

  #lookForSilence(): void {
    const { clock, recording } = this.#options
    const now = clock.now()
    const silent = recording.streams().flatMap(({ lastBookmarkAt = now, state, stream: { kind } }): SilentWatch[] => {
      const isDue = state === 'live' && watchedResource(kind)?.hasBookmarks && lastBookmarkAt < now - SILENT_MS
      return isDue ? [{ kind, lastBookmarkAt }] : []
    })
    if (JSON.stringify(silent) === JSON.stringify(this.#silent)) return
    this.#silent = silent
    this.#endAtFault(() => this.#book?.historyChanged([objectKey('Namespace', undefined, OF_CLUSTER)], now))
  }

  /** A rule at fault ends the findings, never the recording that tells them of changes. */
  #endAtFault(evaluate: () => void): void {
    this.#now = undefined
    if (this.#hasEnded) return
    try {
      evaluate()
    } catch (error) {
      this.#settled = this.#endingWithFault(Promise.reject(error))
    }
  }

  #endingWithFault(evaluation: Promise<void>): Promise<void> {
    evaluation.catch((error: unknown) => {
      if (this.#hasEnded) return
      this.#hasEnded = true
      this.#book = undefined
      this.#pending = undefined
      this.#options.failed(error)
    })
    return evaluation
  }

  /** Time alone changes nothing until the book says so. */
  #read(now: number): FindingsNow {
    if (this.#now !== undefined && now < this.#now.until) return this.#now
    const findings = this.#book?.findings(now) ?? []
    const until = this.#book?.nextAt(now) ?? Number.POSITIVE_INFINITY
    const settling = this.#book?.settling(now) ?? []
    this.#now = { findings, settling, suppressed: this.#suppressedNow(), since: now, until }
    return this.#now
  }

  #suppressedNow(): readonly Suppression[] {
    const { snapshot } = this.#options.recording
    this.#suppressed ??= suppressedRules(RULES, { snapshot, history: this.#history })
    return this.#suppressed
  }

  /** Of the scopes that are watched: nothing else can become another. */
  #visibilityNow(): string {
    const { recording } = this.#options
    const { snapshot } = recording
    return recording
      .streams()
      .map(({ stream: { kind, namespace } }) => snapshot.visibilityOf(kind, namespace))
      .join()
  }
}

function isSameGap(a: Gap, b: Gap): boolean {
  return a.kind === b.kind && a.namespace === b.namespace && a.from === b.from
}
