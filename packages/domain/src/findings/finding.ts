import type { ObjectKey } from '../kubernetes/object-key.ts'
import type { Severity } from './severity.ts'

/** `proven`: every fact was read from objects. `inferred`: a heuristic or an Event was needed. */
export type Confidence = 'proven' | 'inferred'

/** What one field of one object said. */
export interface Evidence {
  readonly object: ObjectKey
  /**
   * As `kubectl explain` names it: `spec.ports[0].nodePort`; or what was counted or derived of the object: `ready endpoints`.
   * `''` for the object as a whole.
   */
  readonly path: string
  /** As JSON; `null` where the field, or with an empty path the object, is not there. */
  readonly value: EvidenceValue
}

export type EvidenceValue = string | number | boolean | null | readonly EvidenceValue[] | EvidenceRecord

export interface EvidenceRecord {
  readonly [member: string]: EvidenceValue
}

/** What fills the `{…}` of a message. */
export type MessageValues = Readonly<Record<string, string | number>>

/** One rule that holds for one object. */
export interface Finding {
  /** `SVC-001`. */
  readonly rule: string
  readonly severity: Severity
  readonly subject: ObjectKey
  readonly subjectUid: string
  /** Which part of the subject, where a rule can hold for several: `spec.rules[0].http.paths[2]`. */
  readonly about?: string
  /** Epoch ms from which on it holds; absent where only one instant was looked at. */
  readonly since?: number
  /** It held already when the evaluation began, and nothing proves since when: `since` is the latest that it can be. */
  readonly mayBeOlder?: true
  readonly evidence: readonly Evidence[]
  /** For catalogues: `SVC-001` or, where a rule has several sentences, `SVC-001.scaled-to-zero`. */
  readonly message: { readonly id: string; readonly values: MessageValues }
  /** The message in English. */
  readonly sentence: string
  /** What to do, in English; one per rule. */
  readonly hint: string
  /** A `kubectl` line that shows the evidence. */
  readonly command: string
  readonly confidence: Confidence
}
