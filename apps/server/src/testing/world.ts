import {
  differences,
  type Evidence,
  type Gap,
  keyOf,
  LedgerFold,
  type RecordedChange,
  Snapshot,
  WATCHED_RESOURCES,
  type WatchedObject,
} from '@portolan/domain'
import { ChangeFeed, type RecorderHealth, type Recording, type StreamReport } from '@portolan/pipeline'
import type {
  ChangesQuery,
  Clock,
  HistoryReader,
  Instant,
  LedgerRange,
  StreamBeginning,
} from '@portolan/pipeline/ports'
import { MemoryArchive } from './memory-archive.ts'
import { keepEntry, type Ledgers } from './world-ledgers.ts'
import { changeCounts, churnOfServices, churnSteps, zeroReadyWindows } from './world-steps.ts'

/** A clock that stands still until it is moved. */
export class HeldClock implements Clock {
  time: number

  constructor(time: number) {
    this.time = time
  }

  now(): number {
    return this.time
  }

  monotonic(): number {
    return this.time
  }

  sleep(): Promise<void> {
    return Promise.resolve()
  }
}

export interface WorldOptions {
  /** Epoch ms of the first change. */
  readonly startsAt?: number
  /** How many changes the feed remembers. */
  readonly feedCapacity?: number
}

/** A cluster that happens one call at a time: recording and log in memory, folded by the same rules as the real ones. */
export class World {
  readonly clock: HeldClock
  readonly snapshot = Snapshot.of(0, [])
  readonly feed: ChangeFeed
  readonly log: RecordedChange[] = []
  readonly gaps: Gap[] = []
  readonly archive = new MemoryArchive()
  /** Every kind was read before the first change, unless a test says otherwise. */
  beginnings: readonly StreamBeginning[]
  health: RecorderHealth = { state: 'recording' }
  isReady = true
  /** Thrown by the next reads from the log. */
  readFailure: Error | undefined
  /** What is read of the past waits for this. */
  pastHeld: Promise<void> = Promise.resolve()
  /** How many pages of changes were read from the log. */
  pagesRead = 0
  /** Which namespaces past objects were read of; `undefined` for all. */
  readonly pastRead: (readonly string[] | undefined)[] = []
  readonly #fold: LedgerFold
  readonly #ledgers: Ledgers = new Map()
  #versions = 1000

  constructor({ startsAt = Date.parse('2026-11-21T01:00:00.000Z'), feedCapacity = 20_000 }: WorldOptions = {}) {
    this.clock = new HeldClock(startsAt)
    this.beginnings = WATCHED_RESOURCES.map(({ kind }) => ({ stream: { kind }, seq: 0, at: startsAt }))
    this.feed = new ChangeFeed({ seq: 0, capacity: feedCapacity })
    this.#fold = new LedgerFold((uid) => this.snapshot.byUid('Pod', uid))
    for (const { kind } of WATCHED_RESOURCES) this.snapshot.setVisibility(kind, undefined, 'observed')
  }

  /** Objects come or change, a millisecond after each other, in one commit. */
  put(...objects: readonly WatchedObject[]): void {
    this.#commit(objects.map((object) => ({ object, evidence: 'watched' })))
  }

  /** Objects that were there when Portolan first looked. */
  putInitially(...objects: readonly WatchedObject[]): void {
    this.#commit(objects.map((object) => ({ object, evidence: 'initial' })))
  }

  remove(...objects: readonly WatchedObject[]): void {
    this.#commit(objects.map((object) => ({ object, evidence: 'watched', isDeletion: true })))
  }

  /** A gap opens, or ends: the same gap again with its end. */
  tellGap(gap: Gap): void {
    const known = this.gaps.findIndex(({ kind, from }) => kind === gap.kind && from === gap.from)
    this.gaps.splice(known < 0 ? this.gaps.length : known, 1, gap)
    this.feed.publish([], [gap])
  }

  /** The oldest changes are no longer kept. */
  forget(count: number): void {
    this.log.splice(0, count)
  }

  get recording(): Recording {
    const world = this
    return {
      snapshot: this.snapshot,
      feed: this.feed,
      cluster: { name: 'harbour', server: 'https://10.0.0.1:6443', version: 'v1.36.0' },
      get health() {
        return world.health
      },
      streams: () => WATCHED_RESOURCES.map(({ kind }) => this.#report(kind)),
      isReady: () => this.isReady,
    }
  }

  get reader(): HistoryReader {
    return {
      bounds: async () => this.#bounds(),
      changes: async (query) => this.#page(query),
      objectsAt: async (at, namespaces) => {
        this.pastRead.push(namespaces)
        await this.pastHeld
        return this.#objectsAt(at, namespaces)
      },
      ledger: async (service, range) => this.#ledger(service, range),
      gaps: async ({ from = -Infinity, to = Infinity }) =>
        this.gaps.filter((gap) => gap.from < to && (gap.to ?? Infinity) > from),
      changeCounts: async (range) => changeCounts(this.log, range),
      churn: async (query) => churnSteps(this.#ledgers, query),
      churnOfServices: async (query) => churnOfServices(this.#ledgers, query),
      zeroReadyWindows: async (query) => zeroReadyWindows(this.#ledgers, query),
      wasClockSetBack: async ({ after, before }) =>
        this.log.some(
          ({ seq, observedAt }, index) =>
            seq > after && seq < before && observedAt < (this.log[index - 1]?.observedAt ?? -Infinity),
        ),
      beginnings: async () => this.beginnings,
      close: async () => undefined,
    }
  }

  #commit(written: readonly { object: WatchedObject; evidence: Evidence; isDeletion?: true }[]): void {
    const committed = written.map(({ object, evidence, isDeletion }) => {
      this.clock.time += 1
      const change = this.#changeOf(object, evidence, isDeletion ?? false)
      const { before, after } = this.snapshot.apply(change)
      const ledger = this.#fold.apply(change, before, after)
      for (const entry of ledger) keepEntry(this.#ledgers, entry)
      this.log.push(change)
      const told = { change, before, after, ledger }
      this.feed.step(told)
      return told
    })
    this.feed.publish(committed)
  }

  #changeOf(object: WatchedObject, evidence: Evidence, isDeletion: boolean): RecordedChange {
    const { kind, metadata } = object
    const before = this.snapshot.get(keyOf(object))
    return {
      seq: this.snapshot.seq + 1,
      change: isDeletion ? 'deleted' : before === undefined ? 'added' : 'modified',
      evidence,
      observedAt: this.clock.time,
      observedFrom: this.clock.time,
      kind,
      ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
      name: metadata.name,
      uid: metadata.uid,
      resourceVersion: String(++this.#versions),
      differences: isDeletion ? [] : differences(kind, before, object),
    }
  }

  #page(query: ChangesQuery): readonly RecordedChange[] {
    if (this.readFailure !== undefined) throw this.readFailure
    this.pagesRead += 1
    const { after = 0, before = Infinity, from = -Infinity, to = Infinity, kinds, namespaces } = query
    const found = this.log.filter(
      (change) =>
        change.seq > after &&
        change.seq < before &&
        change.observedAt >= from &&
        change.observedAt < to &&
        (kinds?.includes(change.kind) ?? true) &&
        (namespaces?.includes(change.namespace ?? '-') ?? true) &&
        (query.name === undefined || query.name === change.name) &&
        (query.uid === undefined || query.uid === change.uid),
    )
    return (query.order === 'asc' ? found : found.reverse()).slice(0, query.limit)
  }

  #objectsAt(at: Instant, namespaces?: readonly string[]) {
    const reached = this.log.filter((change) => ('seq' in at ? change.seq <= at.seq : change.observedAt <= at.time))
    const last = reached.at(-1)
    if (last === undefined) return undefined
    const then = Snapshot.of(0, [])
    for (const change of reached) then.apply(change)
    const all = WATCHED_RESOURCES.flatMap(({ kind }): WatchedObject[] => [...then.ofKind(kind)])
    const objects = all.filter(({ metadata }) => namespaces?.includes(metadata.namespace ?? '-') ?? true)
    return { seq: last.seq, time: 'seq' in at ? last.observedAt : at.time, objects }
  }

  #ledger(service: string, { from = -Infinity, to = Infinity }: LedgerRange) {
    const { intervals = [], windows = [] } = this.#ledgers.get(service) ?? {}
    const overlaps = (range: { from: number; to?: number }) => range.from < to && (range.to ?? Infinity) >= from
    return { intervals: intervals.filter(overlaps), windows: windows.filter(overlaps) }
  }

  #bounds() {
    const [oldest] = this.log
    const newest = this.log.at(-1)
    return {
      changes: this.log.length,
      bytes: this.log.length * 200,
      ...(oldest && { oldest: { seq: oldest.seq, observedAt: oldest.observedAt } }),
      ...(newest && { newest: { seq: newest.seq, observedAt: newest.observedAt } }),
    }
  }

  #report(kind: StreamReport['stream']['kind']): StreamReport {
    return {
      stream: { kind },
      state: 'live',
      objects: [...this.snapshot.ofKind(kind)].length,
      reconnects: 0,
      relists: 0,
      gaps: 0,
      parseErrors: 0,
      bytes: 0,
      lastObservedAt: this.clock.time,
    }
  }
}
