import type { RecordedChange } from '../../history/change.ts'
import type { AppliedChange, Snapshot } from '../../history/snapshot.ts'
import { type ObjectKey, objectKey } from '../../kubernetes/object-key.ts'
import type { RuleHistory } from '../rule-history.ts'
import { DrainOverlaps } from './drain-overlaps.ts'
import { FieldChanges } from './field-changes.ts'
import { ReadyLags } from './ready-lags.ts'
import { RolloutMemory } from './rollout-memory.ts'

/** What `RecentPast` knows. */
export type RecalledHistory = Pick<
  RuleHistory,
  'drainOverlaps' | 'fieldChanges' | 'readyLags' | 'rolloutDurations' | 'rolloutZeroWindows'
>

/**
 * What rules know of the past by the changes themselves, newest first and bounded. The same fold, now and then: whoever begins
 * in the middle of the log tells it the changes of the last hour first.
 */
export class RecentPast {
  readonly #fields = new FieldChanges()
  readonly #drains = new DrainOverlaps()
  readonly #lags = new ReadyLags()
  readonly #rollouts: RolloutMemory

  /** @param snapshot at each `note` as the change at hand leaves it */
  constructor(snapshot: Snapshot) {
    this.#rollouts = new RolloutMemory(snapshot)
  }

  /** Go on with an equal snapshot. */
  moveTo(snapshot: Snapshot): void {
    this.#rollouts.moveTo(snapshot)
  }

  /** To be told after the snapshot took the change, before rules are evaluated for it. @returns subjects of which more is known */
  note(applied: AppliedChange, change: RecordedChange): readonly ObjectKey[] {
    this.#fields.note(change)
    this.#drains.note(applied, change)
    const node = this.#lags.note(applied, change)
    const workloads = this.#rollouts.note(applied, change)
    return node === undefined ? workloads : [...workloads, objectKey('Node', undefined, node)]
  }

  /** For rules. */
  get history(): RecalledHistory {
    return {
      fieldChanges: (object, path) => this.#fields.of(object, path),
      drainOverlaps: (namespace, service) => this.#drains.of(`${namespace}/${service}`),
      readyLags: (node) => this.#lags.of(node),
      rolloutDurations: (workload) => this.#rollouts.durationsOf(workload),
      rolloutZeroWindows: (workload) => this.#rollouts.outagesOf(workload),
    }
  }
}
