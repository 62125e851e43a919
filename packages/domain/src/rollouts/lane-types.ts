import type { EndpointState } from '../endpoints/ledger-types.ts'
import type { Evidence } from '../history/change.ts'

/** What a Pod goes through, in the usual order; each may be missing (rule F.4). */
export type PodPhaseName =
  | 'created'
  | 'scheduled'
  | 'acknowledged'
  | 'sandbox'
  | 'images'
  | 'initialized'
  | 'started'
  | 'startup-passed'
  | 'containers-ready'
  | 'gates-passed'
  | 'endpoint-added'
  | 'ready'
  | 'endpoint-ready'
  | 'deletion-requested'
  | 'endpoint-terminating'
  | 'stopping'
  | 'not-serving'
  | 'exited'
  | 'terminal'
  | 'endpoint-removed'
  | 'deleted'

/** Who says when: Portolan by receiving it, or a time that another wrote (rule F.4). */
export type PhaseClock = 'portolan' | 'api-server' | 'node' | 'controller'

/**
 * When one phase was reached. Two of different clocks are not subtracted from each other without saying so (rule F.7).
 *
 * It was somewhere in [`earliest`, `latest`] of that clock: a second for a time of the API, an interval for what a list
 * told, one point for what was watched.
 */
export interface PhaseMark {
  readonly phase: PodPhaseName
  /** Epoch ms: `latest` for our own clock, the time as it was written for others. */
  readonly at: number
  readonly earliest: number
  readonly latest: number
  readonly clock: PhaseClock
  /** Field of the API object, or what was received. */
  readonly source: string
  readonly evidence: Evidence
  /** Of the change that told it; absent for a Pod that was so before the rollout was requested. */
  readonly seq?: number
  /** `namespace/name`, for the phases of an endpoint. */
  readonly service?: string
}

/** Something went wrong in a Pod, or an Event says so. */
export interface LaneIncident {
  readonly kind: 'restart' | 'exit' | 'waiting' | 'event'
  /** As the API spells it: `CrashLoopBackOff`, `OOMKilled`, `Unhealthy`. */
  readonly reason?: string
  readonly container?: string
  readonly exitCode?: number
  /** Of an Event; already redacted. */
  readonly message?: string
  /** Epoch ms, our clock. */
  readonly at: number
  readonly notBefore: number
  readonly seq: number
  readonly evidence: Evidence
}

/** A stretch in which an endpoint of the Pod had one state. Epoch ms; `to` is absent while it lasts. */
export interface LaneEndpoint {
  readonly service: string
  readonly state: EndpointState
  readonly from: number
  readonly to?: number
}

/** One Pod of a rollout on the time axis. */
export interface PodLane {
  readonly uid: string
  readonly name: string
  readonly namespace: string
  readonly node?: string
  readonly revision?: string
  readonly role: 'old' | 'new' | 'other'
  /** In the order of `PodPhaseName`, then by Service. */
  readonly phases: readonly PhaseMark[]
  readonly incidents: readonly LaneIncident[]
  readonly endpoints: readonly LaneEndpoint[]
  /** From Ready to ready in the first slice, both as received; never negative (rule F.6). */
  readonly lagMs?: number
  /** By how much `lagMs` may be off, beyond the skew of the two streams: width of what a list told. */
  readonly lagUncertaintyMs?: number
  /** How long it went on serving after it had left the ready endpoints. */
  readonly drainMs?: number
  /** Share of the grace period it took to stop; above 1 it was killed. Node clock against API server's: ±1 s. */
  readonly graceUsed?: number
}
