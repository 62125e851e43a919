import { timeOf } from '../../kubernetes/api-time.ts'
import type { ApiTime, Condition } from '../../kubernetes/metadata.ts'
import type { ContainerStatus, Pod } from '../../kubernetes/pod.ts'
import type { PhaseClock, PodPhaseName } from '../lane-types.ts'

/** A phase that a Pod says it has reached. */
export interface ReachedPhase {
  readonly phase: PodPhaseName
  /** Epoch ms as it was written; absent where the Pod does not say when, so that only we know, by being told. */
  readonly at?: number
  /** It was somewhere in [`at`, `at + precisionMs`). */
  readonly precisionMs?: number
  readonly clock: PhaseClock
  /** Where it is written. */
  readonly source: string
}

type PhasePlace = Pick<ReachedPhase, 'phase' | 'clock' | 'source'>

const CREATED: PhasePlace = { phase: 'created', clock: 'api-server', source: 'metadata.creationTimestamp' }
const ACKNOWLEDGED: PhasePlace = { phase: 'acknowledged', clock: 'node', source: 'status.startTime' }

/** Every phase that one version of a Pod says it has reached, as far as Pods tell them (rule F.4). */
export function phasesOfPod(pod: Pod): ReachedPhase[] {
  return READERS.flatMap((read) => read(pod) ?? [])
}

type Reader = (pod: Pod) => ReachedPhase | undefined

const SANDBOX = 'PodReadyToStartContainers'

const READERS: readonly Reader[] = [
  ({ metadata }) => reached(CREATED, metadata.creationTimestamp),
  condition('scheduled', 'api-server', 'PodScheduled'),
  ({ status }) => reached(ACKNOWLEDGED, status.startTime),
  condition('sandbox', 'node', SANDBOX),
  addressWithoutCondition,
  condition('initialized', 'node', 'Initialized'),
  ({ spec, status }) => allOf(spec.containers.length, status.containerStatuses, STARTED),
  startupPassed,
  condition('containers-ready', 'node', 'ContainersReady'),
  gatesPassed,
  condition('ready', 'node', 'Ready'),
  deletionRequested,
  ({ metadata, spec, status }) =>
    metadata.deletionTimestamp === undefined && !isTerminal(status.phase)
      ? undefined
      : allOf(spec.containers.length, status.containerStatuses, EXITED),
  ({ status }) => (isTerminal(status.phase) ? told('terminal', 'status.phase') : undefined),
]

/** Since when a Pod has been deleted, and how long it has: `deletionTimestamp` is the deadline, not the request (rule F.4). */
export function deletionOf({
  metadata,
}: Pod): { readonly requestedAt: number; readonly precisionMs: number; readonly graceMs: number } | undefined {
  if (metadata.deletionTimestamp === undefined) return undefined
  const { ms, precisionMs } = timeOf(metadata.deletionTimestamp)
  const graceMs = (metadata.deletionGracePeriodSeconds ?? 0) * 1000
  return { requestedAt: ms - graceMs, precisionMs, graceMs }
}

function deletionRequested(pod: Pod): ReachedPhase | undefined {
  const deletion = deletionOf(pod)
  if (deletion === undefined) return undefined
  const source = 'metadata.deletionTimestamp - metadata.deletionGracePeriodSeconds'
  const { requestedAt: at, precisionMs } = deletion
  return { phase: 'deletion-requested', at, precisionMs, clock: 'api-server', source }
}

function condition(phase: PodPhaseName, clock: PhaseClock, type: string): Reader {
  const source = `status.conditions[${type}].lastTransitionTime`
  return ({ status }) => {
    const found = trueCondition(status.conditions, type)
    return found && reached({ phase, clock, source }, found.lastTransitionTime)
  }
}

/** Older servers do not tell of the sandbox; there the first address tells it. */
function addressWithoutCondition({ status }: Pod): ReachedPhase | undefined {
  const isTold = status.conditions.some(({ type }) => type === SANDBOX)
  return isTold || status.podIP === undefined ? undefined : told('sandbox', 'status.podIP')
}

function startupPassed({ spec, status }: Pod): ReachedPhase | undefined {
  const started = status.containerStatuses.filter(({ started }) => started)
  const isPassed = started.length > 0 && started.length === spec.containers.length
  return isPassed ? told('startup-passed', 'status.containerStatuses[*].started') : undefined
}

function gatesPassed({ spec, status }: Pod): ReachedPhase | undefined {
  const types = spec.readinessGates.map(({ conditionType }) => conditionType)
  const passed = types.flatMap((type) => trueCondition(status.conditions, type) ?? [])
  if (types.length === 0 || passed.length < types.length) return undefined
  const source = `status.conditions[${types.join(', ')}].lastTransitionTime`
  const times = passed.flatMap(({ lastTransitionTime }) => lastTransitionTime ?? [])
  return reached({ phase: 'gates-passed', clock: 'controller', source }, latest(times))
}

/** When a container does something for all of its Pod's containers. */
interface ContainerTime {
  readonly phase: PodPhaseName
  readonly source: string
  readonly timeOf: (status: ContainerStatus) => ApiTime | undefined
}

const STARTED: ContainerTime = {
  phase: 'started',
  source: 'status.containerStatuses[*].state.running.startedAt',
  timeOf: ({ state }) => state.running?.startedAt,
}

const EXITED: ContainerTime = {
  phase: 'exited',
  source: 'status.containerStatuses[*].state.terminated.finishedAt',
  timeOf: ({ state }) => state.terminated?.finishedAt,
}

/** The last of them, once each has its time. */
function allOf(
  wanted: number,
  statuses: readonly ContainerStatus[],
  { phase, source, timeOf: time }: ContainerTime,
): ReachedPhase | undefined {
  const times = statuses.flatMap((status) => time(status) ?? [])
  return times.length === 0 || times.length < wanted
    ? undefined
    : reached({ phase, clock: 'node', source }, latest(times))
}

/** @returns `undefined` where there is no time, or none that can be read */
function reached(place: PhasePlace, time: ApiTime | undefined): ReachedPhase | undefined {
  if (time === undefined) return undefined
  const { ms, precisionMs } = timeOf(time)
  return Number.isNaN(ms) ? undefined : { ...place, at: ms, precisionMs }
}

const told = (phase: PodPhaseName, source: string): ReachedPhase => ({ phase, clock: 'portolan', source })

function trueCondition(conditions: readonly Condition[], type: string): Condition | undefined {
  return conditions.find((candidate) => candidate.type === type && candidate.status === 'True')
}

function latest(times: readonly ApiTime[]): ApiTime | undefined {
  return times.reduce<ApiTime | undefined>(
    (last, time) => (last === undefined || timeOf(time).ms > timeOf(last).ms ? time : last),
    undefined,
  )
}

const isTerminal = (phase: Pod['status']['phase']): boolean => phase === 'Failed' || phase === 'Succeeded'
