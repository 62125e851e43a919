import type { RecordedChange } from '../../history/change.ts'
import { keyOf, type ObjectKey } from '../../kubernetes/object-key.ts'
import type { WatchedKind } from '../../kubernetes/resources.ts'
import type { FieldChange } from '../rule-history.ts'
import { Newest } from './newest.ts'

/** What rules ask about, by kind (rules POD-017 and RLO-013). */
const FOLLOWED: Partial<Record<WatchedKind, string>> = {
  Pod: 'status.conditions[Ready].status',
  Deployment: 'spec.replicas',
  StatefulSet: 'spec.replicas',
}

/** More than any rule counts. */
const MOST_REMEMBERED = 20

/** The newest values of the fields that rules ask about. An object that is made anew has no past. */
export class FieldChanges {
  readonly #changes = new Newest<FieldChange>(MOST_REMEMBERED)

  /** Newest first; of other fields than those that are followed nothing is known. */
  of(object: ObjectKey, path: string): readonly FieldChange[] {
    return this.#changes.of(`${object} ${path}`)
  }

  note(change: RecordedChange): void {
    const path = FOLLOWED[change.kind]
    if (path === undefined) return
    const key = `${keyOf({ kind: change.kind, metadata: change })} ${path}`
    if (change.change === 'deleted') this.#changes.forget(key)
    if (change.change !== 'modified') return
    const difference = change.differences.find((one) => one.path === path)
    if (difference === undefined) return
    const { observedAt, writer } = change
    const { after, before } = difference
    this.#changes.add(key, { observedAt, before, after, ...(writer && { writer }) })
  }
}
