import {
  type AppliedChange,
  type Gap,
  type OpenRollout,
  type RecordedChange,
  type Rollout,
  RolloutFold,
  Snapshot,
  type WatchedKind,
  type WatchedObject,
} from '@portolan/domain'
import { GapTurns } from './gap-turns.ts'

/** What rollouts are told by. Nothing else changes what becomes of one. */
export const ROLLOUT_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ControllerRevision',
  'Pod',
  'Service',
  'EndpointSlice',
] as const satisfies readonly WatchedKind[]

/** Where a walk begins. */
export interface WalkStart {
  /** The objects are as this change left them. */
  readonly seq: number
  /** Epoch ms. */
  readonly time: number
  readonly objects: Iterable<WatchedObject>
  /** Rollouts that were under way. */
  readonly open?: readonly OpenRollout[]
  /** Gaps that overlap what will be walked. */
  readonly gaps: Iterable<Gap>
}

/** Folds a stretch of the log into rollouts, apart from what is recorded meanwhile. */
export class RolloutWalk {
  /** It counts the changes it was moved by: the walk may leave out some of the log. */
  readonly snapshot: Snapshot
  readonly #fold: RolloutFold
  readonly #gaps: GapTurns
  #seq: number

  constructor({ seq, time, objects, open = [], gaps }: WalkStart) {
    this.snapshot = Snapshot.of(0, objects)
    this.#seq = seq
    this.#gaps = new GapTurns(gaps)
    this.#fold = RolloutFold.restore(open, this.snapshot)
    this.#tellGaps(time)
  }

  /** Everything of the log up to here was walked. */
  get seq(): number {
    return this.#seq
  }

  /** There is nothing to be walked up to here. */
  skipTo(seq: number): void {
    this.#seq = Math.max(this.#seq, seq)
  }

  /** @param change the next one that is walked. @returns what it did, and the rollouts that it says something new of */
  apply(change: RecordedChange): { readonly applied: AppliedChange; readonly rollouts: readonly Rollout[] } {
    this.#tellGaps(change.observedAt - 1)
    const applied = this.snapshot.apply({ ...change, seq: this.snapshot.seq + 1 })
    this.#seq = change.seq
    return { applied, rollouts: this.#fold.apply(change, applied) }
  }

  /** Everything that there was up to a time is told, epoch ms. */
  endAt(time: number): void {
    this.#tellGaps(time)
  }

  /** Gaps that are open where the walk is. */
  get openGaps(): readonly Gap[] {
    return this.#gaps.open
  }

  /** Those under way. */
  rollouts(): readonly Rollout[] {
    return this.#fold.rollouts()
  }

  /** What the walk goes on from elsewhere. */
  open(): OpenRollout[] {
    return this.#fold.open()
  }

  #tellGaps(upTo: number): void {
    for (const gap of this.#gaps.takeUpTo(upTo)) this.#fold.noteGap(gap)
  }
}
