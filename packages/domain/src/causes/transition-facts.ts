import type { EndpointState } from '../endpoints/ledger-types.ts'
import type { KubernetesEvent } from '../kubernetes/kubernetes-event.ts'
import type { Node } from '../kubernetes/node.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { Service } from '../kubernetes/service.ts'
import type { EndpointTransition } from './cause-types.ts'
import type { CauseWindow } from './cause-window.ts'
import type { ObjectTrail, ObjectVersion } from './object-trail.ts'
import { PodOwners } from './pod-owners.ts'

/** What the rows of the table ask of a transition and of the log around it; looked up when it is asked for. */
export class TransitionFacts {
  readonly transition: EndpointTransition
  readonly window: CauseWindow
  readonly #pod: ObjectTrail<Pod> | undefined
  #service: ObjectTrail<Service> | undefined
  #owners: PodOwners | undefined

  constructor(transition: EndpointTransition, window: CauseWindow) {
    this.transition = transition
    this.window = window
    this.#pod = transition.pod === undefined ? undefined : window.trailOf('Pod', transition.identity, transition.at)
  }

  /** It is ready now, or it came. */
  get isGain(): boolean {
    const { from, to } = this.transition
    return to === 'ready' || (from === undefined && to !== undefined)
  }

  /** It is there and no longer ready, though nobody ends it. */
  get isUnready(): boolean {
    return this.transition.to === 'unready' && this.transition.from !== undefined
  }

  /** It ends, or left. */
  get isLeaving(): boolean {
    return this.transition.to === undefined || isTerminating(this.transition.to)
  }

  /** Absent where the target is no Pod, or was never seen. */
  get pod(): Pod | undefined {
    return this.#pod?.last
  }

  get podTrail(): ObjectTrail<Pod> | undefined {
    return this.#pod
  }

  get service(): ObjectTrail<Service> {
    const [namespace, name = ''] = this.transition.service.split('/')
    this.#service ??= this.window.trail('Service', { namespace, name }, this.transition.at)
    return this.#service
  }

  /** Of the Pod; `undefined` where it has none, or is unknown. */
  get node(): ObjectTrail<Node> | undefined {
    const name = this.pod?.spec.nodeName
    return name === undefined
      ? undefined
      : this.window.trail('Node', { namespace: undefined, name }, this.transition.at)
  }

  /** What controls the Pod. */
  get owners(): PodOwners | undefined {
    const { at } = this.transition
    if (this.#pod?.last) this.#owners ??= new PodOwners(this.#pod.last, this.#pod, { at, window: this.window })
    return this.#owners
  }

  /** Events about the Pod, oldest first. */
  podEvents(isMeant: (event: KubernetesEvent) => boolean): readonly ObjectVersion<KubernetesEvent>[] {
    return this.eventsAbout(this.pod?.metadata.uid, isMeant)
  }

  /** Events about an object, oldest first. */
  eventsAbout(
    uid: string | undefined,
    isMeant: (event: KubernetesEvent) => boolean,
  ): readonly ObjectVersion<KubernetesEvent>[] {
    if (uid === undefined) return []
    return this.window.eventsAbout(uid, this.transition.at).filter(({ after }) => after && isMeant(after))
  }
}

const isTerminating = (state: EndpointState): boolean => state === 'terminating' || state === 'terminating-serving'
