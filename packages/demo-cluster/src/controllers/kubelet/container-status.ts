import assert from 'node:assert/strict'
import type { Container, ContainerState, ContainerStatus, Pod, TerminatedState } from '../objects/pod.ts'

/** The first container is the one that lives through trouble; those beside it follow its start and its end. */
export const mainContainerOf = ({ spec }: Pod): Container => {
  const [main] = spec.containers
  assert(main !== undefined, 'a Pod has at least one container')
  return main
}

/** Statuses before anything runs. */
export const waitingStatuses = (pod: Pod, reason: string, message?: string): ContainerStatus[] =>
  pod.spec.containers.map((container) => ({
    name: container.name,
    state: { waiting: message === undefined ? { reason } : { reason, message } },
    lastState: {},
    ready: false,
    restartCount: 0,
    image: container.image,
    imageID: '',
    started: false,
  }))

/** Change the status of the main container alone. */
export function editMain(pod: Pod, edit: (status: ContainerStatus) => void): void {
  const [main] = pod.status.containerStatuses ?? []
  if (main !== undefined) edit(main)
}

/** All containers run. */
export function setRunning(pod: Pod, { isStarted, startedAt }: { isStarted: boolean; startedAt: string }): void {
  pod.status.containerStatuses = (pod.status.containerStatuses ?? []).map((status, index) => ({
    ...status,
    state: { running: { startedAt } },
    ready: index > 0,
    imageID: imageDigest(status.image),
    containerID: containerId(pod, status),
    started: index > 0 || isStarted,
  }))
}

/** All containers have ended. */
export function setTerminated(pod: Pod, end: Pick<TerminatedState, 'exitCode' | 'reason' | 'finishedAt'>): void {
  pod.status.containerStatuses = (pod.status.containerStatuses ?? []).map((status, index) => ({
    ...status,
    state: terminatedState(status, index === 0 ? end : { ...end, exitCode: 0, reason: 'Completed' }),
    ready: false,
    started: false,
  }))
}

/** How a container ended, with the start it is known to have had. */
export function terminatedState(
  { state, containerID }: ContainerStatus,
  end: Pick<TerminatedState, 'exitCode' | 'reason' | 'finishedAt'>,
): ContainerState {
  const startedAt = state.running?.startedAt ?? null
  return {
    terminated: {
      exitCode: end.exitCode,
      reason: end.reason,
      startedAt,
      finishedAt: end.finishedAt,
      ...(containerID === undefined ? {} : { containerID }),
    },
  }
}

const containerId = ({ metadata }: Pod, { name, restartCount }: ContainerStatus): string =>
  `containerd://${digest(`${metadata.uid}/${name}/${restartCount}`)}`

const imageDigest = (image: string): string => {
  const repository = image.slice(0, image.lastIndexOf(':') === -1 ? undefined : image.lastIndexOf(':'))
  return `${repository}@sha256:${digest(image)}`
}

/** 64 hexadecimal digits that look like a SHA-256 and are as stable as one. */
function digest(text: string): string {
  let digits = ''
  for (let round = 0; digits.length < 64; round++) {
    let sum = 0x811c9dc5 ^ round
    for (const char of text) sum = Math.imul(sum ^ char.charCodeAt(0), 0x01000193) >>> 0
    digits += sum.toString(16).padStart(8, '0')
  }
  return digits
}
