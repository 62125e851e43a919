import type { Node } from '../kubernetes/node.ts'
import type { ObjectKey } from '../kubernetes/object-key.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { ReachabilityMessage } from './messages.ts'

/** One side of a connection. An address is somebody outside the cluster, with the source address preserved. */
export type ConnectionEnd =
  | { readonly type: 'pod'; readonly pod: Pod }
  | { readonly type: 'node'; readonly node: Node }
  | { readonly type: 'address'; readonly address: string }

export interface Connection {
  readonly from: ConnectionEnd
  readonly to: ConnectionEnd
  /** Of the destination Pod, after a Service has translated it (rule I.1.6). */
  readonly port: number
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
}

/** `undefined`: the API leaves it to the network plugin. `unknown`: what decides may not be read (section I). */
export type ReachabilityVerdict = 'allow' | 'deny' | 'undefined' | 'unknown'

/** What the policies of one side say. */
export interface DirectionVerdict {
  readonly verdict: ReachabilityVerdict
  /** A policy of this direction applies to this side: only what a rule allows passes (rule I.1.3). */
  readonly isIsolated: boolean
  /** Those policies, ascending. */
  readonly policies: readonly ObjectKey[]
  /** The first rule that allows it; where none does, the one that comes closest. Absent where no rule is asked. */
  readonly decidedBy?: DecidingRule
  readonly message: ReachabilityMessage
}

export interface DecidingRule {
  readonly policy: ObjectKey
  /** `spec.ingress[0]`, with `.from[1]` or `.ports[0]` where one of them decides. */
  readonly field: string
}

/** Whether one side may open a connection to the other, by networking.k8s.io/v1 NetworkPolicy alone. Computed, never tried. */
export interface Reachability {
  readonly verdict: ReachabilityVerdict
  readonly egress: DirectionVerdict
  readonly ingress: DirectionVerdict
  /** What a network plugin may do differently (rules I.1.8, I.1.10, I.1.13). */
  readonly notes: readonly ReachabilityMessage[]
}
