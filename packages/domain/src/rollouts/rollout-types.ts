import type { GapReason } from '../history/gap.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { Sparkline } from './series-types.ts'

/** Kinds that replace their Pods when their template changes. */
export type RolloutKind = 'Deployment' | 'StatefulSet' | 'DaemonSet'

/**
 * Where a rollout is (rule F.2). `requested` → `progressing` → `complete` → `drained`; meanwhile it may be `paused`, `stalled`
 * or `failed-create`, and go on from there.
 *
 * - `requested`: the controller has not seen the new template yet. `complete`: every replica is of the new revision and
 *   available; Pods of the old may still be draining. `drained`: no Pod and no endpoint of another revision is left.
 * - `partitioned`: all that the partition of a StatefulSet lets through is updated. It may stay so for ever; no stall.
 * - `superseded`: another template came first. `rolled-back`: that one was a rollback. `deleted`: the workload went.
 */
export type RolloutState =
  | 'requested'
  | 'progressing'
  | 'paused'
  | 'stalled'
  | 'failed-create'
  | 'partitioned'
  | 'complete'
  | 'drained'
  | 'superseded'
  | 'rolled-back'
  | 'deleted'

/** A moment on our clock: it happened in (`notBefore`, `at`], or was told live at `at` where both are equal. Epoch ms. */
export interface Moment {
  readonly at: number
  readonly notBefore: number
  /** Of the change that told it. */
  readonly seq: number
  /** A list told it: what else that list told is so since then too, in no known order. Absent where a watch told it. */
  readonly isListed?: true
}

/** One template of a workload. Never identified by its number: a rollback gives an old ReplicaSet a new one (rule F.1). */
export interface RolloutRevision {
  /** What its Pods carry as `pod-template-hash` or `controller-revision-hash`; absent until known. */
  readonly hash?: string
  /** Of its ReplicaSet; absent for other kinds, and until known. */
  readonly uid?: string
  /** Annotation `deployment.kubernetes.io/revision` at that time; Deployments only. */
  readonly number?: number
  /** Container name → image. */
  readonly images: Readonly<Record<string, string>>
}

/** Whose Pods are replaced. */
export interface RolloutWorkload {
  readonly kind: RolloutKind
  readonly namespace: string
  readonly name: string
  readonly uid: string
}

/**
 * What made the template change. `restart`: nothing that is kept of it differs but `restartedAt`. `rollback`: to a revision
 * that was there before; by whom or how is not known (rule F.2).
 */
export type RolloutTrigger = 'update' | 'restart' | 'rollback'

/**
 * A stretch in which a Service had no ready endpoint while Pods were wanted. It counts from the request on, and to its own
 * end, even where the rollout ends before.
 */
export interface RolloutZeroWindow {
  readonly from: Moment
  /** Absent while it lasts. */
  readonly to?: Moment
  /** The most endpoints that were terminating and still serving meanwhile: kube-proxy sends traffic to those (rule D.5). */
  readonly servingTerminating: number
  /** Why it came to that, as far as the rollout itself explains it. */
  readonly reason: ZeroReason
}

/**
 * - `inherited`: it was so before the rollout was requested. It counts from the request on, and no longer than the rollout.
 * - `recreate-strategy`: all old Pods go before the first new one, by design.
 * - `budget-allows-zero`: the strategy lets as many Pods be unavailable as there are.
 * - `endpoint-lag`: new Pods were Ready, the slices did not say so yet.
 * - `endpoints-lost`: nothing in the strategy allows it.
 */
export type ZeroReason = 'inherited' | 'recreate-strategy' | 'budget-allows-zero' | 'endpoint-lag' | 'endpoints-lost'

/** How one Service fared during a rollout: its endpoints, not the Pods (rule F.6). Durations in ms. */
export interface ServiceImpact {
  /** `namespace/name`. */
  readonly service: string
  /** The fewest ready endpoints at any time, and how many Pods were wanted then. */
  readonly minReady: number
  readonly desired: number
  /** How many the strategy promises to keep; the fewest promised at any time. */
  readonly minAvailable: number
  /** Together, from the request on; what lasts counts up to the newest change that was seen. */
  readonly zeroReadyMs: number
  /** The first `MAX_ZERO_WINDOWS` of them; `zeroReadyCount` tells how many there were. */
  readonly zeroReady: readonly RolloutZeroWindow[]
  readonly zeroReadyCount: number
  /** Time with fewer ready endpoints than wanted Pods. */
  readonly reducedMs: number
  /** ∫ max(0, desired − ready) dt, in Pods × ms. */
  readonly missingPodMs: number
  /** Time with fewer ready endpoints than the budget promises, once it had been met. Endpoint view (rule F.6). */
  readonly belowBudgetMs: number
  /** It was below, if only within one millisecond. */
  readonly wasBelowBudget: boolean
  /** Time in which the new revision and another were both ready. */
  readonly mixedMs: number
  /** `spec.publishNotReadyAddresses`: ready endpoints need not be ready Pods. */
  readonly publishesNotReady: boolean
  readonly sparkline: Sparkline
}

/** Time in which one kind was not followed. */
export interface BlindTime {
  readonly kind: WatchedKind
  readonly reason: GapReason
  /** Epoch ms, cut to the rollout. */
  readonly from: number
  /** Absent while it lasts. */
  readonly to?: number
}

export type VerdictKind = 'hitless' | 'reduced' | 'outage' | 'stalled' | 'unknown'

/**
 * Was it hitless, and if not, for how long. The worst that can be said for certain: `outage`, then `stalled`, then `unknown`
 * where slices were not seen all the time or no Service has these Pods, then `reduced`, else `hitless`.
 *
 * While the rollout runs it is the verdict so far. The numbers are those of the Service that fared worst.
 */
export interface RolloutVerdict {
  readonly kind: VerdictKind
  /** `namespace/name`; absent where no Service has endpoints of these Pods. */
  readonly service?: string
  readonly zeroReadyMs: number
  /** Absent without a Service. */
  readonly minReady?: number
  readonly desired?: number
  /** Absent where no Pod became Ready and ready in a slice meanwhile. */
  readonly longestLagMs?: number
  readonly reasons: readonly VerdictReason[]
}

export type VerdictReason =
  | ZeroReason
  | 'below-budget'
  | 'progress-deadline-exceeded'
  | 'failed-create'
  | 'blind'
  | 'no-service'
  | 'publishes-not-ready'

/** One change of a workload's template, and what came of it. */
export interface Rollout {
  /** Stable: the same log gives the same id. */
  readonly id: string
  readonly workload: RolloutWorkload
  readonly trigger: RolloutTrigger
  readonly revisions: { readonly from: RolloutRevision; readonly to: RolloutRevision }
  readonly state: RolloutState
  /** `Recreate` and `OnDelete` promise nothing. */
  readonly strategy: 'RollingUpdate' | 'Recreate' | 'OnDelete'
  readonly requested: Moment
  /** The controller began: it acknowledged the template, or a Pod of the new revision appeared. */
  readonly progressing?: Moment
  readonly completed?: Moment
  readonly drained?: Moment
  /** It stopped being the current rollout: drained, superseded, or the workload deleted. */
  readonly ended?: Moment
  /** When it last stalled or failed to create; kept when it goes on. */
  readonly stalled?: Moment
  /** `id` of the rollout that took its place. */
  readonly supersededBy?: string
  /** Nothing of this will change any more. */
  readonly isOver: boolean
  readonly verdict: RolloutVerdict
  /** Worst first; each Service that selects the Pods or holds them. */
  readonly services: readonly ServiceImpact[]
  /** The shortest time a Pod went on serving after it had left the ready endpoints; absent where none was seen (rule F.6). */
  readonly shortestDrainMs?: number
  /** Share of its time in which every kind it is judged by was followed; 1 means all of it. */
  readonly coverage: number
  readonly blind: readonly BlindTime[]
}

/** More zero-ready windows than these are counted, not listed. */
export const MAX_ZERO_WINDOWS = 100
