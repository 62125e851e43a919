import { podRevision } from '../endpoints/pod-revision.ts'
import { timeOf } from '../kubernetes/api-time.ts'
import type { OwnerReference } from '../kubernetes/metadata.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import { watchedResource } from '../kubernetes/resources.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from '../kubernetes/workloads.ts'
import { currentRevision } from '../rollouts/revisions.ts'
import type { CauseWindow } from './cause-window.ts'
import type { ObjectTrail } from './object-trail.ts'

/** What can decide how many Pods there are, and of which template. */
export type OwningWorkload = Deployment | StatefulSet | DaemonSet | ReplicaSet

/** What controls a Pod: its ReplicaSet and that one's Deployment, or another workload (rule D.7). */
export class PodOwners {
  readonly #pod: Pod
  readonly #trail: ObjectTrail<Pod>
  readonly #window: CauseWindow
  readonly #at: number
  /** The nearest first: a ReplicaSet, then its Deployment. Kinds that are not watched are not in it. */
  readonly chain: readonly ObjectTrail<WatchedObject>[]

  constructor(
    pod: Pod,
    trail: ObjectTrail<Pod>,
    { at, window }: { readonly at: number; readonly window: CauseWindow },
  ) {
    this.#pod = pod
    this.#trail = trail
    this.#window = window
    this.#at = at
    this.chain = [...chainOf(pod, window, at)]
  }

  /** The Pod has a controller, known or not. */
  get isOwned(): boolean {
    return controllerOf(this.#pod) !== undefined
  }

  /** The outermost that is known, if it is a workload. */
  get workload(): ObjectTrail<OwningWorkload> | undefined {
    const outermost = this.chain.at(-1)
    return outermost?.last && isOwningWorkload(outermost.last) ? (outermost as ObjectTrail<OwningWorkload>) : undefined
  }

  /** Of a Pod of a Deployment. */
  get replicaSet(): ObjectTrail<OwningWorkload> | undefined {
    const [nearest] = this.chain
    return nearest?.last?.kind === 'ReplicaSet' ? (nearest as ObjectTrail<OwningWorkload>) : undefined
  }

  /**
   * The revision that the workload rolls out or has (rule F.1); `undefined` where that is not known, or where there are no
   * revisions. A DaemonSet does not tell: it is that of its newest Pod.
   */
  get target(): string | undefined {
    const workload = this.workload?.last
    if (workload === undefined || workload.kind === 'ReplicaSet' || this.workload?.deletion) return undefined
    return workload.kind === 'DaemonSet'
      ? newestRevision(this.#window.podsOf(workload.metadata.uid, this.#at))
      : currentRevision(workload, this.#window.snapshot).hash
  }

  /** Pods of the same controller that were made since this one was told to go. */
  get replacements(): readonly Pod[] {
    const requestedAt = this.#deletionRequestedAt
    return this.#siblings.filter(({ metadata }) => timeOf(metadata.creationTimestamp).ms >= requestedAt)
  }

  /** A Pod of the same controller, gone or there, that has another revision. */
  get otherRevision(): Pod | undefined {
    return this.#siblings.find((pod) => podRevision(pod) !== podRevision(this.#pod))
  }

  /** A Pod of the same controller and revision that is gone, or goes: the one in whose place this may have been made. */
  get predecessor(): Pod | undefined {
    const isThere = (pod: Pod) => this.#window.snapshot.byUid('Pod', pod.metadata.uid) !== undefined
    return this.#siblings.find(
      (pod) =>
        podRevision(pod) === podRevision(this.#pod) &&
        (pod.metadata.deletionTimestamp !== undefined || !isThere(pod) || pod.status.phase === 'Failed'),
    )
  }

  get #siblings(): Pod[] {
    const { uid } = this.#pod.metadata
    const owner = controllerOf(this.#pod)?.uid
    const pods = owner === undefined ? [] : this.#window.podsOf(owner, this.#at)
    return pods.filter(({ metadata }) => metadata.uid !== uid)
  }

  /** The last deletion of a Pod moves its times to its own; what counts is the first. */
  get #deletionRequestedAt(): number {
    const versions = this.#trail.versions.flatMap(({ after, before }) => [before, after])
    const times = [...versions, this.#pod].flatMap((pod) => {
      const { deletionGracePeriodSeconds = 0, deletionTimestamp } = pod?.metadata ?? {}
      return deletionTimestamp === undefined ? [] : [timeOf(deletionTimestamp).ms - deletionGracePeriodSeconds * 1000]
    })
    return Math.min(Number.POSITIVE_INFINITY, ...times)
  }
}

function* chainOf(pod: Pod, window: CauseWindow, at: number): IterableIterator<ObjectTrail<WatchedObject>> {
  for (let owner = controllerOf(pod); owner; ) {
    if (watchedResource(owner.kind as WatchedKind) === undefined) return
    const trail: ObjectTrail<WatchedObject> = window.trailOf(owner.kind as WatchedKind, owner.uid, at)
    if (trail.last === undefined) return
    yield trail
    owner = controllerOf(trail.last)
  }
}

const controllerOf = ({ metadata }: WatchedObject): OwnerReference | undefined =>
  metadata.ownerReferences.find(({ controller }) => controller)

function isOwningWorkload({ kind }: WatchedObject): boolean {
  return kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet' || kind === 'ReplicaSet'
}

function newestRevision(pods: readonly Pod[]): string | undefined {
  const createdAt = ({ metadata }: Pod) => timeOf(metadata.creationTimestamp).ms
  const newest = pods.reduce<Pod | undefined>(
    (latest, pod) => (latest === undefined || createdAt(pod) > createdAt(latest) ? pod : latest),
    undefined,
  )
  return newest && podRevision(newest)
}
