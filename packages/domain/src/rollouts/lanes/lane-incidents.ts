import type { KubernetesEvent } from '../../kubernetes/kubernetes-event.ts'
import type { ContainerStatus, Pod } from '../../kubernetes/pod.ts'
import type { LaneIncident } from '../lane-types.ts'
import type { Telling } from './phase-book.ts'

/** What a container waits for while nothing is wrong. */
const PATIENCE: ReadonlySet<string> = new Set(['ContainerCreating', 'PodInitializing'])

/** What went wrong between two versions of a Pod: restarts, exits, and what containers wait for. */
export function incidentsBetween(before: Pod | undefined, after: Pod, telling: Telling): LaneIncident[] {
  const isFailure = ({ exitCode = 0 }: LaneIncident) => exitCode !== 0
  return [
    ...incidentsOf(before?.status.initContainerStatuses, after.status.initContainerStatuses, telling).filter(
      (incident) => incident.kind !== 'exit' || isFailure(incident),
    ),
    ...incidentsOf(before?.status.containerStatuses, after.status.containerStatuses, telling),
  ]
}

/** What an Event says of a Pod. */
export function incidentOfEvent(event: KubernetesEvent, { moment, evidence }: Telling): LaneIncident {
  const container = containerOfEvent(event)
  const { message, reason, type } = event
  return {
    ...{ kind: 'event', reason, ...(type && { type }), message },
    ...(container && { container }),
    ...{ told: moment, evidence },
  }
}

/** `spec.containers{web}` is how the kubelet names a container. */
export function containerOfEvent({ involvedObject }: KubernetesEvent): string | undefined {
  return /\{(.+)\}$/.exec(involvedObject.fieldPath ?? '')?.[1]
}

function incidentsOf(
  before: readonly ContainerStatus[] | undefined,
  after: readonly ContainerStatus[],
  telling: Telling,
): LaneIncident[] {
  return after.flatMap((status) => incidentsOfContainer(findStatus(before, status.name), status, telling))
}

function incidentsOfContainer(
  before: ContainerStatus | undefined,
  { lastState, name: container, restartCount, state }: ContainerStatus,
  { evidence, moment: told }: Telling,
): LaneIncident[] {
  const incidents: LaneIncident[] = []
  const { terminated, waiting } = state
  const common = { container, told, evidence }
  if (terminated && before?.state.terminated === undefined) {
    const { exitCode, reason } = terminated
    incidents.push({ kind: 'exit', ...(reason !== undefined && { reason }), exitCode, ...common })
  }
  if (restartCount > (before?.restartCount ?? 0)) {
    const { exitCode, reason } = lastState?.terminated ?? {}
    const last = { ...(reason !== undefined && { reason }), ...(exitCode !== undefined && { exitCode }) }
    incidents.push({ kind: 'restart', ...last, restartCount, ...common })
  }
  const reason = waiting?.reason
  if (reason !== undefined && reason !== before?.state.waiting?.reason && !PATIENCE.has(reason)) {
    incidents.push({ kind: 'waiting', reason, ...common })
  }
  return incidents
}

function findStatus(statuses: readonly ContainerStatus[] | undefined, name: string): ContainerStatus | undefined {
  return statuses?.find((status) => status.name === name)
}
