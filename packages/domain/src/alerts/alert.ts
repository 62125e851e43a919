import type { CauseKind } from '../causes/cause-types.ts'
import type { EndpointIdentity } from '../endpoints/ledger-types.ts'
import type { Evidence } from '../findings/finding.ts'
import type { Severity } from '../findings/severity.ts'
import type { ObjectKey } from '../kubernetes/object-key.ts'
import type { Sentence } from '../sentences/sentence.ts'
import type { StallKind } from './alert-messages.ts'
import type { DetectorId } from './rules/alert-rule.ts'

/** Why endpoints were lost, by the table of H.5: of several causes the one that explains most. Or what a rollout waits for. */
export interface AlertCause {
  readonly kind: CauseKind | `stall-${StallKind}`
  /** Row of H.5: 1–23; absent for what a rollout waits for. */
  readonly row?: number
  /** What they share: the Node, the workload, the Service; absent where there is no such object. */
  readonly object?: ObjectKey
  readonly confidence: 'proven' | 'inferred'
  readonly sentence: Sentence<string>
}

/** Something of which people are told. Its identity lasts from the moment it is raised until it is resolved. */
export interface Alert {
  /** Detector, subject, endpoint and the `seq` since which the condition holds: the same after a restart, and in a replay. */
  readonly id: string
  readonly ruleId: string
  readonly detector: DetectorId
  readonly severity: Severity
  /** The Service, or the workload whose rollout it is. */
  readonly subject: ObjectKey
  /** Where it is about one endpoint. */
  readonly identity?: EndpointIdentity
  /** Epoch ms: since when the condition holds; earlier than `raisedAt` by the duration the rule asks for. */
  readonly since: number
  /** The change after which the condition held, for links: `at=seq:N`. */
  readonly sinceSeq: number
  /** Epoch ms. */
  readonly raisedAt: number
  /** Epoch ms; absent while it fires. Raised again soon after, it fires on under the same id. */
  readonly resolvedAt?: number
  /** Counts and what else the sentence is made of: `ready`, `desired`, … */
  readonly facts: Readonly<Record<string, string | number>>
  readonly evidence: readonly Evidence[]
  /** Of the endpoints that are gone or not ready; absent where nothing was lost. */
  readonly cause?: AlertCause
  /** Identities that were lost, at most 100: what groups alerts into an incident. */
  readonly lost: readonly EndpointIdentity[]
  readonly sentence: Sentence<string>
}

/** What became of an alert. Replaying the same log with the same rules yields the same transitions in the same order. */
export type AlertTransition =
  | { readonly type: 'raised'; readonly at: number; readonly seq: number; readonly alert: Alert }
  /** Severity, facts or cause changed while it fires. */
  | { readonly type: 'updated'; readonly at: number; readonly seq: number; readonly alert: Alert }
  | {
      readonly type: 'resolved'
      readonly at: number
      readonly seq: number
      readonly alert: Alert
      /** The condition ended, its subject is gone, or its rule no longer covers it. */
      readonly because: 'cleared' | 'subject-gone' | 'rule-changed'
    }

/** Alerts of one cause: one node, one rollout, or at least half their lost endpoints in common (H.3). */
export interface Incident {
  /** The id of the alert that opened it. */
  readonly id: string
  /** Ids, in the order in which they joined. */
  readonly alerts: readonly string[]
  /** Of its firing alerts the highest; after the end the highest it ever had. */
  readonly severity: Severity
  readonly cause?: AlertCause
  /** Epoch ms. */
  readonly openedAt: number
  /** Epoch ms; absent while one of its alerts fires. */
  readonly resolvedAt?: number
  /** The incident of a drain: expected, told as information only (H.4). */
  readonly isMaintenance: boolean
}
