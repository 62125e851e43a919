import type { EndpointIdentity, EndpointState } from '../endpoints/ledger-types.ts'
import type { Confidence, EvidenceValue } from '../findings/finding.ts'
import type { Evidence } from '../history/change.ts'
import type { ObjectKey } from '../kubernetes/object-key.ts'

/** The rows of the table of causes, in its order: the first that holds is the cause (rule H.5). */
export const CAUSES = [
  'selector-edited',
  'pod-relabelled',
  'ports-edited',
  'service-deleted',
  'node-gone',
  'taint-eviction',
  'eviction',
  'preemption',
  'kubelet-eviction',
  'node-not-ready',
  'out-of-memory',
  'crash',
  'probe-restart',
  'readiness-gate',
  'readiness-probe',
  'rollout',
  'scale-down',
  'owner-deleted',
  'pod-deleted',
  'pod-ended',
  'new-pod',
  'recovered',
  'unknown',
] as const

export type CauseKind = (typeof CAUSES)[number]

/**
 * What happened to one endpoint identity of one Service: `from` is `undefined` where it joined, `to` where it left. Both are
 * `ready` where only the ports of a slice changed, which counts as no churn (row 3); the identity is the slice's key then.
 */
export interface EndpointTransition {
  /** `namespace/name`. */
  readonly service: string
  readonly identity: EndpointIdentity
  /** `namespace/name` of the Pod, where the target is one. */
  readonly pod?: string
  readonly from: EndpointState | undefined
  readonly to: EndpointState | undefined
  /** Epoch ms, our clock; it happened in (`notBefore`, `at`]. */
  readonly at: number
  readonly notBefore: number
  /** Of the change of the slice that told it: `toSeq` of the ledger interval that ends with it, `fromSeq` of the one it begins. */
  readonly seq: number
  readonly evidence: Evidence
  /** Whether the identity was ready in this Service before; absent where that is not known. */
  readonly wasReadyBefore?: boolean
  /**
   * The transition before this one, where it is known: what was lost once leaves for the same reason, what recovers does so from
   * it (row 22), and what becomes Ready came for it.
   */
  readonly earlier?: { readonly to: EndpointState; readonly cause: Cause }
}

/** What one field of one object said. */
export interface CauseProof {
  readonly object: ObjectKey
  /** As `kubectl explain` names it; `''` for the object as a whole. */
  readonly field: string
  /** As JSON; `null` where the field, or with an empty path the object, is not there. */
  readonly value: EvidenceValue
  /** Of the change that told it; absent where it was so already before the window that was looked at. */
  readonly seq?: number
}

/** What would have to be known to say why. */
export type MissingProof =
  /** The Pod of the endpoint was never seen. */
  | 'pod'
  /** The slice is not written by the cluster's controller: whoever writes it decides. */
  | 'hand-made-slice'
  /** It happened while something was not followed. */
  | 'gap'
  /** A kind that may not be read, or is not yet. */
  | 'permission'
  /** The window was longer than what is remembered. */
  | 'window'

/** Why an endpoint was lost or gained. */
export interface Cause {
  readonly kind: CauseKind
  /** Of the table, 1 to 23. */
  readonly row: number
  /** `proven`: every proof was read from versions of objects. `inferred`: an Event, or nearness in time, was needed. */
  readonly confidence: Confidence
  /**
   * What more is known of it, one stable word: of row 1 `service-created`; 4 `slice`; 7 `drain`; 9 `node-shutdown`; 14 and 15 the
   * gate and the container; 17 `hpa`, or the name of whoever wrote; 19 `cordoned`; 20 the phase; 21 `new-workload`, `scale-up`,
   * `rollout`, `replacement`; 22 the kind of cause that it recovers from.
   */
  readonly detail?: string
  /** What did it: the Node, the Service, the workload, the Pod. Absent for row 23. */
  readonly object?: ObjectKey
  readonly proof: readonly CauseProof[]
  /** Of row 23 only: what was missing. */
  readonly missing?: readonly MissingProof[]
}

/** A transition with its cause. */
export interface AttributedTransition {
  readonly transition: EndpointTransition
  readonly cause: Cause
}

/** Evidence counts from so long before the transition to so long after it, on our receive clock (rule H.5). */
export const CAUSE_WINDOW = { beforeMs: 60_000, afterMs: 15_000 } as const
