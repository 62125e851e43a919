import type { RolloutDetail } from '@portolan/contract'

type PodLane = RolloutDetail['pods'][number]
type PhaseMark = PodLane['phases'][number]
type Incident = PodLane['incidents'][number]

export type LaneRole = PodLane['role']
export type PhaseName = PhaseMark['phase']
/** `starting`: not ready yet, as every new Pod is. `unready` was ready before, or may have been. */
export type LaneState = PodLane['endpoints'][number]['state'] | 'starting'

/** What the endpoint of a Pod was in a stretch; `to` absent while it lasts. Epoch ms. */
export interface EndpointSpan {
  readonly state: LaneState
  readonly from: number
  readonly to: number | undefined
}

/** What became of the Pod itself: bound to no node yet, its containers not started yet, running, asked to go. */
export type LifeStage = 'pending' | 'starting' | 'running' | 'stopping'

export interface LifeSpan {
  readonly stage: LifeStage
  readonly from: number
  readonly to: number | undefined
}

/** A phase on the axis. Our own times are exact; those of others are whole seconds of another clock. */
export interface PhaseTick {
  readonly phase: PhaseName
  readonly at: number
  readonly earliest: number
  readonly latest: number
  readonly isOurs: boolean
  readonly isInferred: boolean
}

export interface IncidentMark {
  readonly at: number
  readonly incident: Incident
}

/** One Pod as it is drawn for one Service. */
export interface Lane {
  readonly uid: string
  readonly name: string
  readonly role: LaneRole
  readonly revision: string | undefined
  readonly lagMs: number | undefined
  readonly drainMs: number | undefined
  /** What is drawn of it; computed when it is first in sight, for there may be thousands. */
  readonly drawing: () => LaneDrawing
}

export interface LaneDrawing {
  readonly endpoints: readonly EndpointSpan[]
  readonly life: readonly LifeSpan[]
  readonly ticks: readonly PhaseTick[]
  readonly incidents: readonly IncidentMark[]
}

/** A Pod's way as the endpoint of one Service; `service` is `namespace/name`, absent where none selects it. */
export function laneOf(pod: PodLane, service: string | undefined): Lane {
  const { uid, name, role, revision, lagMs, drainMs } = pod
  let drawn: LaneDrawing | undefined
  const drawing = () => {
    drawn ??= drawingOf(pod, service)
    return drawn
  }
  return { uid, name, role, revision, lagMs, drainMs, drawing }
}

function drawingOf(pod: PodLane, service: string | undefined): LaneDrawing {
  const phases = pod.phases.filter((mark) => mark.service === undefined || mark.service === service)
  return {
    endpoints: endpointSpans(pod, service),
    life: lifeOf(phases),
    ticks: phases.map(tickOf),
    incidents: pod.incidents.map((incident) => ({ at: Date.parse(incident.told.at), incident })),
  }
}

function endpointSpans({ endpoints }: PodLane, service: string | undefined): EndpointSpan[] {
  const own = endpoints.filter((endpoint) => endpoint.service === service)
  const isNew = own[0]?.isInherited === false
  const firstOther = own.findIndex(({ state }) => state !== 'unready')
  const startsUntil = !isNew ? 0 : firstOther === -1 ? own.length : firstOther
  return own.map(({ state, from, to }, at) => ({
    state: at < startsUntil ? 'starting' : state,
    from: Date.parse(from.at),
    to: to === null ? undefined : Date.parse(to.at),
  }))
}

const STAGES: readonly (readonly [PhaseName, LifeStage])[] = [
  ['created', 'pending'],
  ['scheduled', 'starting'],
  ['started', 'running'],
  ['deletion-requested', 'stopping'],
]

function lifeOf(phases: readonly PhaseMark[]): LifeSpan[] {
  const timeOf = (phase: PhaseName) => {
    const mark = phases.find((one) => one.phase === phase)
    return mark && Date.parse(mark.at)
  }
  const deletedAt = timeOf('deleted')
  const begun = STAGES.flatMap(([phase, stage]) => {
    const from = timeOf(phase)
    return from === undefined ? [] : [{ stage, from }]
  })
  return begun.map(({ stage, from }, at) => ({ stage, from, to: begun[at + 1]?.from ?? deletedAt }))
}

function tickOf({ phase, at, earliest, latest, clock, evidence }: PhaseMark): PhaseTick {
  return {
    phase,
    at: Date.parse(at),
    earliest: Date.parse(earliest),
    latest: Date.parse(latest),
    isOurs: clock === 'portolan',
    isInferred: evidence !== 'watched',
  }
}

/** What a lane is in the order shown: of each role together, new ones first, for they are what the rollout is about. */
export const LANE_ORDERS = ['time', 'lag', 'drain'] as const
export type LaneOrder = (typeof LANE_ORDERS)[number]

export interface LaneGroup {
  readonly role: LaneRole
  readonly lanes: readonly Lane[]
}

const ROLES: readonly LaneRole[] = ['new', 'old', 'other']

/** Lanes by role; within one as they came, or the slowest first. */
export function laneGroups(lanes: readonly Lane[], order: LaneOrder): LaneGroup[] {
  return ROLES.map((role) => ({
    role,
    lanes: ordered(
      lanes.filter((lane) => lane.role === role),
      order,
    ),
  })).filter((group) => group.lanes.length > 0)
}

function ordered(lanes: readonly Lane[], order: LaneOrder): readonly Lane[] {
  if (order === 'time') return lanes
  const slownessOf = ({ lagMs, drainMs }: Lane) => (order === 'lag' ? lagMs : drainMs) ?? -1
  return lanes.toSorted((a, b) => slownessOf(b) - slownessOf(a))
}
