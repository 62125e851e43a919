import type { Container } from '../../kubernetes/container.ts'
import type { ContainerStatus, Pod } from '../../kubernetes/pod.ts'

/** One container of a Pod with what it was asked to be and what it is. */
export interface ContainerOfPod {
  readonly status: ContainerStatus
  /** Absent where the status tells of a container that the specification does not have. */
  readonly container?: Container
  /** Where the status is: `status.containerStatuses[web]`. */
  readonly path: string
}

/** Every container that has a status, init containers first. */
export function* containersOf({ spec, status }: Pod): IterableIterator<ContainerOfPod> {
  yield* matched(status.initContainerStatuses, spec.initContainers, 'status.initContainerStatuses')
  yield* matched(status.containerStatuses, spec.containers, 'status.containerStatuses')
}

function* matched(
  statuses: readonly ContainerStatus[],
  containers: readonly Container[],
  list: string,
): IterableIterator<ContainerOfPod> {
  for (const status of statuses) {
    const container = containers.find(({ name }) => name === status.name)
    yield { status, path: `${list}[${status.name}]`, ...(container && { container }) }
  }
}

/** Why a Pod's containers do not run or are not Ready, in the API's own words, without repetitions; empty where none says. */
export function reasonsOf(pod: Pod): string[] {
  const reasons = new Set<string>()
  for (const { status } of containersOf(pod)) {
    const reason = status.state.waiting?.reason ?? status.state.terminated?.reason
    if (reason !== undefined && reason !== 'Completed') reasons.add(reason)
  }
  return [...reasons]
}
