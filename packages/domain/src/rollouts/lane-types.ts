import type { EndpointIdentity, EndpointState } from '../endpoints/ledger-types.ts'
import type { Evidence } from '../history/change.ts'
import type { Moment } from './rollout-types.ts'

/** What a Pod goes through, in the usual order; each may be missing (rule F.4). */
export const POD_PHASES = [
  'created',
  'scheduled',
  'acknowledged',
  'sandbox',
  'endpoint-added',
  'images',
  'initialized',
  'started',
  'startup-passed',
  'containers-ready',
  'gates-passed',
  'ready',
  'endpoint-ready',
  'deletion-requested',
  'endpoint-terminating',
  'stopping',
  'not-serving',
  'exited',
  'terminal',
  'endpoint-removed',
  'deleted',
] as const

export type PodPhaseName = (typeof POD_PHASES)[number]

/** Who says when: Portolan by receiving it, or a time that another wrote (rule F.4). */
export type PhaseClock = 'portolan' | 'api-server' | 'node' | 'controller'

/**
 * When one phase was reached. Two of different clocks are not subtracted from each other without saying so (rule F.7).
 *
 * It was somewhere in [`earliest`, `latest`] of that clock: a second for a time of the API, an interval for what was told
 * late, one point for what was watched live.
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
  /** The change that told it, on our clock; absent, with `evidence`, for what was so already when the rollout was requested. */
  readonly told?: Moment
  readonly evidence?: Evidence
  /** `namespace/name`, for the phases of an endpoint. */
  readonly service?: string
}

/** Something went wrong in a Pod, or an Event speaks of it. */
export interface LaneIncident {
  readonly kind: 'restart' | 'exit' | 'waiting' | 'event'
  /** As the API spells it: `CrashLoopBackOff`, `OOMKilled`, `Unhealthy`. */
  readonly reason?: string
  readonly container?: string
  readonly exitCode?: number
  /** How often the container was restarted, then. */
  readonly restartCount?: number
  /** Of an Event, as the API spells it: `Normal`, `Warning`; absent where its writer set none. */
  readonly type?: string
  /** Of an Event; already redacted. */
  readonly message?: string
  readonly told: Moment
  readonly evidence: Evidence
}

/** A stretch in which an endpoint of the Pod had one state. */
export interface LaneEndpoint {
  /** `namespace/name`. */
  readonly service: string
  readonly state: EndpointState
  readonly from: Moment
  /** It was so before the rollout was requested; `from` is the request. */
  readonly isInherited: boolean
  /** Absent while it lasts. */
  readonly to?: Moment
}

/** One Pod of a rollout on the time axis. */
export interface PodLane {
  readonly uid: EndpointIdentity
  readonly name: string
  readonly namespace: string
  readonly node?: string
  readonly revision?: string
  readonly role: 'old' | 'new' | 'other'
  /** In the order of `POD_PHASES`, then by Service. */
  readonly phases: readonly PhaseMark[]
  /** As they were told; the first `MAX_LANE_INCIDENTS`. */
  readonly incidents: readonly LaneIncident[]
  readonly incidentsLeftOut: number
  /** By Service, then as they followed; the newest `MAX_LANE_ENDPOINTS`. */
  readonly endpoints: readonly LaneEndpoint[]
  readonly endpointsLeftOut: number
  /** From Ready to ready in a slice, both as received; never negative; the longest of several Services (rule F.6). */
  readonly lagMs?: number
  /** How long it went on serving after it had left the ready endpoints; the shortest of several Services. */
  readonly drainMs?: number
  /** Share of the grace period it took to stop; above 1 it was killed. Node clock against API server's: ±1 s and skew. */
  readonly graceUsed?: number
}

/** More incidents of one Pod than these are counted, not listed. */
export const MAX_LANE_INCIDENTS = 50

/** More stretches of one Pod than these are counted, not listed. */
export const MAX_LANE_ENDPOINTS = 50
