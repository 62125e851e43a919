import { isEqualJson } from '../../json-value.ts'
import type { ContainerStateTerminated, ContainerStatus, Pod } from '../../kubernetes/pod.ts'
import type { ObjectTrail } from '../object-trail.ts'

/** A container ended while its Pod went on. */
export interface ContainerEnd {
  readonly container: string
  readonly terminated: ContainerStateTerminated
  /** The version of the Pod that told it. */
  readonly pod: Pod
  readonly seq: number
  readonly at: number
  /** It was started again, as far as the window reaches. */
  readonly isRestarted: boolean
}

/** Every end of a container that is told within a window, oldest first. */
export function containerEnds({ last, versions }: ObjectTrail<Pod>): ContainerEnd[] {
  const ends: ContainerEnd[] = []
  for (const { after, at, before, seq } of versions) {
    for (const status of after ? lastingStatuses(after) : []) {
      const known = statusOf(before, status.name)
      const terminated = newEnd(known, status)
      if (after === undefined || terminated === undefined) continue
      const restarts = statusOf(last, status.name)?.restartCount ?? 0
      const isRestarted = restarts > (known?.restartCount ?? status.restartCount)
      ends.push({ container: status.name, terminated, pod: after, seq, at, isRestarted })
    }
  }
  return ends
}

/** The end that this version tells and the one before did not: of the container that was, or of the one before it. */
function newEnd(before: ContainerStatus | undefined, after: ContainerStatus): ContainerStateTerminated | undefined {
  const known = [before?.state.terminated, before?.lastState?.terminated]
  return [after.state.terminated, after.lastState?.terminated].find(
    (end) => end !== undefined && !known.some((other) => isEqualJson(other, end)),
  )
}

/** Of the containers that go on running: the Pod's own, then its sidecars. */
export function lastingStatuses({ spec, status }: Pod): readonly ContainerStatus[] {
  const isSidecar = ({ name }: ContainerStatus) =>
    spec.initContainers.some((container) => container.name === name && container.restartPolicy === 'Always')
  return [...status.containerStatuses, ...status.initContainerStatuses.filter(isSidecar)]
}

/** Of a container or a sidecar: their names differ. */
export function statusOf(pod: Pod | undefined, container: string): ContainerStatus | undefined {
  const isMeant = ({ name }: ContainerStatus) => name === container
  return pod?.status.containerStatuses.find(isMeant) ?? pod?.status.initContainerStatuses.find(isMeant)
}

/** Where the status of a container is written. */
export function statusPath({ status }: Pod, container: string): string {
  const isOwn = status.containerStatuses.some(({ name }) => name === container)
  return `status.${isOwn ? 'containerStatuses' : 'initContainerStatuses'}[${container}]`
}
