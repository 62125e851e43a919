import {
  FindingsBook,
  type Gap,
  objectKey,
  RecentPast,
  type RecordedChange,
  RULES,
  type RuleHistory,
  type Suppression,
  suppressedRules,
  WATCHED_RESOURCES,
  type WatchedKind,
  watchedResource,
  type ZeroReadyWindow,
} from '@portolan/domain'
import type { HistoryReader, ServiceWindow, StreamBeginning } from '@portolan/pipeline/ports'
import type { PastViews } from '../reading/past-views.ts'
import type { View } from '../reading/view.ts'
import { MovingView, type ReadingTimes } from '../resolution/moving-view.ts'
import { TimeSlices } from './time-slices.ts'

/** Of more objects the log is not replayed: they would be held a second time. */
export const MAX_REPLAYED_OBJECTS = 60_000
/** Rules ask for no more of the past than of the last hour. */
export const RECALLED_MS = 3_600_000
const MAX_WINDOWS = 1_000
/** Of the newest changes before an instant so many are read, and rules are evaluated after so many. */
const MAX_RECALLED = 20_000
const MAX_EVALUATED = 3_000

const EVERY_KIND = WATCHED_RESOURCES.map(({ kind }) => kind)

export interface ReplayOptions {
  readonly reader: HistoryReader
  readonly past: PastViews
  readonly visibilityNow: ReadingTimes['now']
}

/** Up to when the log is replayed, and from when on rules are evaluated. */
export interface ReplayRange {
  /** The last change that counts. */
  readonly seq: number
  /** Epoch ms: the time of that instant. */
  readonly time: number
  /** How long before that rules begin to be evaluated; sooner where many changes happened. */
  readonly evaluatedMs: number
}

/** What was read of the log before an instant. */
interface Recalled {
  readonly start: View
  /** After `start`, ascending. */
  readonly changes: readonly RecordedChange[]
  readonly times: ReadingTimes
  readonly gaps: readonly Gap[]
  readonly windows: readonly ServiceWindow[]
}

/**
 * The findings of an instant, as they came about: the log before it is folded by the same rules that follow the live one, a
 * slice at a time.
 */
export class FindingsReplay {
  readonly recentPast: RecentPast
  readonly #recalled: Recalled
  readonly #moving: MovingView
  readonly #turns: readonly number[]
  readonly #slices = new TimeSlices()
  /** What is known of the past of the instant at hand. */
  readonly #history: RuleHistory
  #turned = 0
  #book: FindingsBook | undefined
  /** Epoch ms: of what the book knows last. */
  #now: number

  private constructor(recalled: Recalled) {
    this.#recalled = recalled
    this.#moving = new MovingView(recalled.start.snapshot, EVERYTHING, recalled.times)
    this.recentPast = new RecentPast(this.#moving.snapshot)
    this.#turns = this.#moving.turns.filter((at) => at > recalled.start.time).sort((a, b) => a - b)
    this.#now = recalled.start.time
    const windows = windowsByService(recalled.windows)
    this.#history = {
      ...this.recentPast.history,
      gaps: () => recalled.gaps.flatMap((gap) => asOf(this.#now, gap)).reverse(),
      zeroReadyWindows: (namespace, name) =>
        (windows.get(`${namespace}/${name}`) ?? []).flatMap((window) => asOf(this.#now, window)),
    }
  }

  /** @returns `undefined` where the log says nothing of the time before, or of too much. @throws {TooManyReadersError} see `PastViews.at` */
  static async over(range: ReplayRange, options: ReplayOptions): Promise<FindingsReplay | undefined> {
    const recalled = await recall(range, options)
    if (recalled === undefined) return undefined
    const replay = new FindingsReplay(recalled)
    const { changes, times } = recalled
    const evaluated = changes.at(-MAX_EVALUATED)?.observedAt ?? 0
    await replay.#run(
      Math.max(range.time - range.evaluatedMs, readFrom(times.beginnings, range.time), evaluated),
      range,
    )
    return replay
  }

  /** As of the end; what it says may be asked until `follow`. */
  get book(): FindingsBook {
    return this.#book ?? new FindingsBook(this.#moving.snapshot, this.#now, { history: this.#history })
  }

  /** Rules that could not be evaluated at the end, and why. */
  get suppressed(): readonly Suppression[] {
    return suppressedRules(RULES, { snapshot: this.#moving.snapshot, history: this.#history })
  }

  /** A change after the last one. */
  async follow(change: RecordedChange): Promise<void> {
    this.#turnUntil(change.observedAt)
    this.#now = change.observedAt
    const applied = this.#moving.apply(change)
    const subjects = this.recentPast.note(applied, change)
    this.#book?.apply(applied, change.observedAt)
    this.#book?.historyChanged(subjects, change.observedAt)
    await this.#settle()
  }

  async #run(evaluatedFrom: number, { time }: ReplayRange): Promise<void> {
    for (const change of this.#recalled.changes) {
      if (change.observedAt > evaluatedFrom) await this.#begin(evaluatedFrom)
      await this.follow(change)
    }
    await this.#begin(Math.min(evaluatedFrom, time))
    this.#turnUntil(time)
    this.#now = time
    await this.#settle()
  }

  async #begin(time: number): Promise<void> {
    if (this.#book !== undefined) return
    this.#turnUntil(time)
    this.#moving.seeAsOf(time)
    this.#now = Math.max(this.#now, time)
    this.#book = FindingsBook.unread(this.#moving.snapshot, { history: this.#history })
    await this.#settle()
  }

  /** Whatever waits is evaluated before anything else happens. */
  async #settle(): Promise<void> {
    await this.#slices.breathe()
    while (this.#book?.proceed(this.#now, this.#slices.hasTime) === false) await this.#slices.nextSlice()
  }

  /** What may be read became another before a time. */
  #turnUntil(time: number): void {
    for (let turn = this.#turns[this.#turned]; turn !== undefined && turn <= time; turn = this.#turns[this.#turned]) {
      this.#turned += 1
      if (this.#book === undefined) continue
      this.#now = turn
      const before = this.#visibility()
      this.#moving.seeAsOf(turn)
      if (this.#visibility() !== before) this.#book.visibilityChanged(turn, () => false)
      else this.#book.historyChanged(this.#namespaces(), turn)
    }
  }

  #visibility(): string {
    const { snapshot } = this.#moving
    const { beginnings } = this.#recalled.times
    const streams = [...EVERY_KIND.map((kind) => ({ kind })), ...beginnings.map(({ stream }) => stream)]
    return streams.map((stream) => snapshot.visibilityOf(stream.kind, namespaceOf(stream))).join()
  }

  /** Gaps are told of them. */
  #namespaces() {
    return [...this.#moving.snapshot.ofKind('Namespace')].map(({ metadata }) =>
      objectKey('Namespace', undefined, metadata.name),
    )
  }
}

const EVERYTHING = { everywhere: EVERY_KIND, within: { kinds: [], namespaces: [] } }

const namespaceOf = (stream: { readonly kind: WatchedKind; readonly namespace?: string }) => stream.namespace

/** Rules say something once everything that the chart needs was read. */
function readFrom(beginnings: readonly StreamBeginning[], time: number): number {
  const needed = beginnings.filter(({ at, stream }) => at <= time && watchedResource(stream.kind)?.isRequired)
  return Math.max(0, ...needed.map(({ at }) => at))
}

function windowsByService(found: readonly ServiceWindow[]): ReadonlyMap<string, readonly ZeroReadyWindow[]> {
  const windows = new Map<string, readonly ZeroReadyWindow[]>()
  for (const { service, window } of found) windows.set(service, [...(windows.get(service) ?? []), window])
  return windows
}

/** A stretch as it was at a time: what ended later lasted, what began later was not. */
function asOf<Stretch extends { readonly from: number; readonly to?: number }>(
  now: number,
  stretch: Stretch,
): Stretch[] {
  if (stretch.from > now) return []
  if (stretch.to === undefined || stretch.to <= now) return [stretch]
  const { to: _, ...open } = stretch
  return [open as Stretch]
}

async function recall({ seq, time }: ReplayRange, options: ReplayOptions): Promise<Recalled | undefined> {
  const { past, reader, visibilityNow } = options
  const { oldest } = await reader.bounds()
  if (oldest === undefined || oldest.seq > seq) return undefined
  const from = Math.max(time - RECALLED_MS, oldest.observedAt)
  const newest = await reader.changes({ before: seq + 1, from, order: 'desc', limit: MAX_RECALLED })
  const first = newest.at(-1)
  const start = await past.at(first === undefined ? { seq } : { seq: Math.max(first.seq - 1, oldest.seq) })
  if (start === undefined || start.snapshot.size > MAX_REPLAYED_OBJECTS) return undefined
  const range = { from, to: time + 1 }
  const [beginnings, gaps, windows] = await Promise.all([
    reader.beginnings(),
    reader.gaps(range),
    reader.zeroReadyWindows({ ...range, limit: MAX_WINDOWS }),
  ])
  const changes = newest.filter((change) => change.seq > start.snapshot.seq).reverse()
  return { start, changes, gaps, windows, times: { beginnings, gaps, now: visibilityNow } }
}
