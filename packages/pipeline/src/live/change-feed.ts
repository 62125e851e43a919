import type { Gap, LedgerEntry, RecordedChange, WatchedObject } from '@portolan/domain'

/** A change that is in the log, with all that is known of it. */
export interface CommittedChange {
  readonly change: RecordedChange
  /** The object on both sides of it; `undefined` where it did not exist. */
  readonly before: WatchedObject | undefined
  readonly after: WatchedObject | undefined
  /** What it wrote into the ledgers. */
  readonly ledger: readonly LedgerEntry[]
}

/** Told after a commit, with the changes of that commit in `seq` order, never empty. */
export type FeedListener = (committed: readonly CommittedChange[]) => void

/** Told of one change at a time: the snapshot is as this change leaves it, not as the whole commit does. */
export type StepListener = (committed: CommittedChange) => void

/** Told of gaps that opened, or ended, after the changes of the same commit; never of none. */
export type GapListener = (gaps: readonly Gap[]) => void

/**
 * What was committed lately, for followers.
 *
 * Keeps the newest `capacity` changes in memory; whoever needs older ones reads the log. Listeners run in the turn of the
 * commit, after the snapshot took the changes, so a listener that looks at the snapshot sees at least what it is told.
 */
export class ChangeFeed {
  readonly #capacity: number
  readonly #listeners = new Set<FeedListener>()
  readonly #stepListeners = new Set<StepListener>()
  readonly #gapListeners = new Set<GapListener>()
  #recent: RecordedChange[] = []
  #seq: number

  constructor({ seq, capacity = 20_000 }: { seq: number; capacity?: number }) {
    this.#seq = seq
    this.#capacity = capacity
  }

  /** The newest committed `seq`; 0 for an empty log. */
  get seq(): number {
    return this.#seq
  }

  /** Told of every commit from now on, until the returned function is called. */
  subscribe(listener: FeedListener): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Told of every single change from now on, before the listeners of its commit, until the returned function is called. */
  subscribeToSteps(listener: StepListener): () => void {
    this.#stepListeners.add(listener)
    return () => {
      this.#stepListeners.delete(listener)
    }
  }

  /** Told of every gap that opens or ends from now on, until the returned function is called. */
  subscribeToGaps(listener: GapListener): () => void {
    this.#gapListeners.add(listener)
    return () => {
      this.#gapListeners.delete(listener)
    }
  }

  /** All changes after this `seq`, or `undefined` where memory does not reach back so far: read the log. */
  since(after: number): readonly RecordedChange[] | undefined {
    if (after >= this.#seq) return []
    const oldest = this.#recent[0]
    if (oldest === undefined || after < oldest.seq - 1) return undefined
    return this.#recent.slice(after - oldest.seq + 1)
  }

  /** Called by the recorder only, after the commit: the snapshot took this change, and none after it. */
  step(committed: CommittedChange): void {
    for (const listener of this.#stepListeners) listener(committed)
  }

  /** Tell everybody. Called by the recorder only, after the commit and its steps. */
  publish(committed: readonly CommittedChange[], gaps: readonly Gap[] = []): void {
    const last = committed.at(-1)
    if (last !== undefined) {
      this.#seq = last.change.seq
      this.#remember(committed.slice(-this.#capacity).map(({ change }) => change))
      for (const listener of this.#listeners) listener(committed)
    }
    if (gaps.length > 0) for (const listener of this.#gapListeners) listener(gaps)
  }

  #remember(changes: readonly RecordedChange[]): void {
    if (changes.length >= this.#capacity) {
      this.#recent = changes.slice(-this.#capacity)
      return
    }
    for (const change of changes) this.#recent.push(change)
    // Trimmed by half a capacity at a time, so that a push costs amortised constant time.
    if (this.#recent.length > this.#capacity * 1.5) this.#recent = this.#recent.slice(-this.#capacity)
  }
}
