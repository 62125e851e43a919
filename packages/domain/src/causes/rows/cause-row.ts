import type { EvidenceValue } from '../../findings/finding.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { WatchedObject } from '../../kubernetes/watched-object.ts'
import type { Cause, CauseKind, CauseProof } from '../cause-types.ts'
import type { Edit, Since } from '../object-trail.ts'
import type { TransitionFacts } from '../transition-facts.ts'

/** A cause as its row finds it: without the number of the row. */
export type FoundCause = Omit<Cause, 'kind' | 'row'>

/** One row of the table of causes. */
export interface CauseRow {
  readonly kind: CauseKind
  /** The cause, where every proof of the row holds. */
  readonly find: (facts: TransitionFacts) => FoundCause | undefined
}

/** What a field of an object said, since the change that wrote it. */
export function proofOf<Kind extends WatchedObject>(
  { object, seq }: Since<Kind>,
  field: string,
  value: EvidenceValue | undefined,
): CauseProof {
  return { object: keyOf(object), field, value: value ?? null, ...(seq !== undefined && { seq }) }
}

/** What an edit wrote. */
export function proofOfEdit<Kind extends WatchedObject>(
  { after, seq }: Edit<Kind>,
  field: string,
  value: EvidenceValue | undefined,
): CauseProof {
  return proofOf({ object: after, seq }, field, value)
}

/** That an object was deleted. */
export function proofOfDeletion(object: WatchedObject, seq: number): CauseProof {
  return { object: keyOf(object), field: '', value: null, seq }
}
