import type { ApiTime, Condition } from '../metadata.ts'
import type {
  ContainerState,
  ContainerStateTerminated,
  ContainerStatus,
  Pod,
  PodPhase,
  PodSpec,
  PodStatus,
} from '../pod.ts'
import { projectBareCondition, projectCondition } from './conditions.ts'
import { projectContainers } from './containers.ts'
import { controllerFlagsOf } from './controller-flags.ts'
import { annotationsNamed, type MetadataPolicy } from './metadata.ts'
import type { Common } from './projection.ts'
import { count, each, eachSorted, kept, number, optionalRecord, positive, type Raw, record, text } from './raw.ts'

/** PodSpec.terminationGracePeriodSeconds: what the API server writes where a manifest is silent. */
const DEFAULT_GRACE_SECONDS = 30

export const POD_METADATA: MetadataPolicy = annotationsNamed('controller.kubernetes.io/pod-deletion-cost')

export function projectPod(raw: Raw, { apiVersion, metadata, sharing }: Common): Pod {
  const spec = record(raw.spec)
  const annotations = record(record(raw.metadata).annotations)
  const pod: Pod = {
    apiVersion,
    derived: {
      controllerFlags: controllerFlagsOf(spec.containers),
      mirrorPod: Object.hasOwn(annotations, 'kubernetes.io/config.mirror'),
    },
    kind: 'Pod',
    metadata,
    spec: projectSpec(spec),
    status: projectStatus(record(raw.status)),
  }
  sharing?.share(pod)
  return pod
}

function projectSpec(spec: Raw): PodSpec {
  return kept<PodSpec>({
    containers: projectContainers(spec.containers),
    hostNetwork: spec.hostNetwork === true,
    hostname: text(spec.hostname),
    initContainers: projectContainers(spec.initContainers),
    nodeName: text(spec.nodeName),
    readinessGates: each(spec.readinessGates, (gate) => ({ conditionType: text(gate.conditionType) ?? '' })),
    serviceAccountName: text(spec.serviceAccountName),
    subdomain: text(spec.subdomain),
    terminationGracePeriodSeconds: number(spec.terminationGracePeriodSeconds) ?? DEFAULT_GRACE_SECONDS,
  })
}

function projectStatus(status: Raw): PodStatus {
  return kept<PodStatus>({
    conditions: eachSorted(status.conditions, projectPodCondition, ({ type }) => type),
    containerStatuses: eachSorted(status.containerStatuses, projectContainerStatus, ({ name }) => name),
    hostIP: text(status.hostIP),
    initContainerStatuses: eachSorted(status.initContainerStatuses, projectContainerStatus, ({ name }) => name),
    phase: text<PodPhase>(status.phase) ?? 'Pending',
    podIP: text(status.podIP),
    podIPs: each(status.podIPs, ({ ip }) => ({ ip: text(ip) ?? '' })),
    qosClass: text<NonNullable<PodStatus['qosClass']>>(status.qosClass),
    reason: text(status.reason),
    startTime: text(status.startTime),
  })
}

/** The scheduler says why it cannot; other messages only list containers, in words that vary (rule C.3). */
function projectPodCondition(condition: Raw): Condition {
  const isUnscheduled = condition.type === 'PodScheduled' && condition.status === 'False'
  return isUnscheduled
    ? projectCondition({ ...condition, observedGeneration: undefined })
    : projectBareCondition(condition)
}

function projectContainerStatus(status: Raw): ContainerStatus {
  const lastState = optionalRecord(status.lastState)
  return kept<ContainerStatus>({
    imageID: text(status.imageID) ?? '',
    lastState: lastState && hasMembers(lastState) ? projectState(lastState) : undefined,
    name: text(status.name) ?? '',
    ready: status.ready === true,
    restartCount: count(status.restartCount),
    started: status.started === true,
    state: projectState(record(status.state)),
  })
}

function hasMembers(value: Raw): boolean {
  for (const _ in value) return true
  return false
}

function projectState({ running, terminated, waiting }: Raw): ContainerState {
  if (terminated) return { terminated: projectTerminated(record(terminated)) }
  if (running) return { running: kept<{ startedAt?: ApiTime }>({ startedAt: text(record(running).startedAt) }) }
  return { waiting: kept<{ reason?: string }>({ reason: text(record(waiting).reason) }) }
}

function projectTerminated(terminated: Raw): ContainerStateTerminated {
  return kept<ContainerStateTerminated>({
    exitCode: count(terminated.exitCode),
    finishedAt: text(terminated.finishedAt),
    reason: text(terminated.reason),
    signal: positive(terminated.signal),
    startedAt: text(terminated.startedAt),
  })
}
