import type { RecordedChange } from '../../history/change.ts'
import type { AppliedChange } from '../../history/snapshot.ts'
import { type ObjectKey, objectKey } from '../../kubernetes/object-key.ts'
import type { RuleHistory } from '../rule-history.ts'
import { DrainOverlaps } from './drain-overlaps.ts'
import { FieldChanges } from './field-changes.ts'
import { ReadyLags } from './ready-lags.ts'

const NONE: readonly ObjectKey[] = []

/**
 * What rules know of the past by the changes themselves, newest first and bounded. The same fold, now and then: whoever begins
 * in the middle of the log tells it the changes of the last hour first.
 */
export class RecentPast {
  readonly #fields = new FieldChanges()
  readonly #drains = new DrainOverlaps()
  readonly #lags = new ReadyLags()

  /** To be told after the snapshot took the change, before rules are evaluated for it. @returns subjects of which more is known */
  note(applied: AppliedChange, change: RecordedChange): readonly ObjectKey[] {
    this.#fields.note(change)
    this.#drains.note(applied, change)
    const node = this.#lags.note(applied, change)
    return node === undefined ? NONE : [objectKey('Node', undefined, node)]
  }

  /** For rules. */
  get history(): Pick<RuleHistory, 'drainOverlaps' | 'fieldChanges' | 'readyLags'> {
    return {
      fieldChanges: (object, path) => this.#fields.of(object, path),
      drainOverlaps: (namespace, service) => this.#drains.of(`${namespace}/${service}`),
      readyLags: (node) => this.#lags.of(node),
    }
  }
}
