import { podRevision } from '../endpoints/pod-revision.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { EndpointMove } from './endpoint-view.ts'
import { measuredMs } from './measures/moment-samples.ts'
import type { Moment } from './rollout-types.ts'

/** One Pod of the workload, as far as a rollout asks. Plain JSON. */
export interface KnownPod {
  readonly uid: string
  revision?: string
  /** First seen after the request. */
  readonly isNew: boolean
  /** Its condition `Ready`; false once it is being deleted. */
  isReady: boolean
  /** When it was first told to be Ready; absent where it was so when the rollout was requested. */
  readySince?: Moment
  /** It failed or succeeded and nobody deletes it: it may lie there for ever and holds nothing up. */
  isLeftover: boolean
  isGone: boolean
  /** Services (`namespace/name`) in which it was ready since it became so. */
  readonly readyIn: string[]
  /** Services in which it is terminating and serving, and since when. */
  readonly drainingIn: { service: string; since: Moment }[]
}

/** All that a book knows. */
export interface PodBookMemory {
  readonly pods: readonly KnownPod[]
  readonly longestLagMs?: number
  readonly shortestDrainMs?: number
}

/**
 * The Pods of a workload during a rollout, and the two measures that need both Pod and endpoint (rule F.6): how long a Ready
 * Pod waits for its endpoint, and how long a Pod that leaves goes on serving. Forgets a Pod when its last endpoint is gone.
 *
 * Both are differences of our own receive times; what a list told is no sample.
 */
export class PodBook {
  readonly #pods = new Map<string, KnownPod>()
  #longestLagMs: number | undefined
  #shortestDrainMs: number | undefined

  constructor({ pods, longestLagMs, shortestDrainMs }: PodBookMemory = { pods: [] }) {
    for (const pod of structuredCopy(pods)) this.#pods.set(pod.uid, pod)
    this.#longestLagMs = longestLagMs
    this.#shortestDrainMs = shortestDrainMs
  }

  get longestLagMs(): number | undefined {
    return this.#longestLagMs
  }

  get shortestDrainMs(): number | undefined {
    return this.#shortestDrainMs
  }

  /** Every Pod that is there, or has an endpoint still. */
  get pods(): IterableIterator<KnownPod> {
    return this.#pods.values()
  }

  has(uid: string): boolean {
    return this.#pods.has(uid)
  }

  /** A Pod of the workload that was there when the rollout was requested. */
  adopt(pod: Pod): void {
    this.#pods.set(pod.metadata.uid, { ...knownPod(pod), isNew: false, isReady: isReadyPod(pod) })
  }

  /** @param readyServices those in whose slices it is ready already: slices may be told before Pods */
  see(pod: Pod, moment: Moment, readyServices: readonly string[]): void {
    const { uid } = pod.metadata
    const known = this.#pods.get(uid) ?? { ...knownPod(pod), isNew: true, isReady: false }
    this.#pods.set(uid, known)
    const wasReady = known.isReady
    known.isReady = isReadyPod(pod)
    known.isLeftover = isLeftover(pod)
    if (isTerminal(pod)) this.#endDrains(known, moment)
    if (wasReady || !known.isReady || known.readySince) return
    known.readySince = moment
    for (const service of readyServices) this.#noteLag(known, service, moment)
  }

  /** A Pod was deleted. @param hasEndpoint a slice holds it still */
  gone(uid: string, hasEndpoint: boolean): void {
    const known = this.#pods.get(uid)
    if (known === undefined) return
    known.isGone = true
    known.isReady = false
    if (!hasEndpoint) this.#pods.delete(uid)
  }

  /** An endpoint changed. @param hasEndpoint a slice of any watched Service holds it still */
  endpointMoved(move: EndpointMove, service: string, options: EndpointMoveOptions): void {
    const { identity, to } = move
    const known = this.#pods.get(identity)
    if (known === undefined) return
    if (to === 'ready' && !options.publishesNotReady) this.#noteLag(known, service, options.moment)
    this.#noteDrain(known, { service, move }, options.moment)
    if (known.isGone && !options.hasEndpoint) this.#pods.delete(identity)
  }

  memory(): PodBookMemory {
    return {
      pods: structuredCopy(this.#pods.values()),
      ...(this.#longestLagMs !== undefined && { longestLagMs: this.#longestLagMs }),
      ...(this.#shortestDrainMs !== undefined && { shortestDrainMs: this.#shortestDrainMs }),
    }
  }

  #noteLag(known: KnownPod, service: string, moment: Moment): void {
    if (!known.readySince || known.readyIn.includes(service)) return
    known.readyIn.push(service)
    const lagMs = measuredMs({ first: known.readySince, second: moment })
    if (lagMs !== undefined) this.#longestLagMs = Math.max(this.#longestLagMs ?? 0, lagMs)
  }

  /** Of an endpoint that was ready when its Pod was told to go; one that serves no more at once drained for no time. */
  #noteDrain(
    known: KnownPod,
    { service, move: { from, to } }: { readonly service: string; readonly move: EndpointMove },
    moment: Moment,
  ): void {
    const isServing = to === 'terminating-serving'
    if (from === 'ready' && (isServing || to === 'terminating')) known.drainingIn.push({ service, since: moment })
    if (isServing) return
    const index = known.drainingIn.findIndex((draining) => draining.service === service)
    const [ended] = index < 0 ? [] : known.drainingIn.splice(index, 1)
    if (ended) this.#noteDrained(ended.since, moment)
  }

  #endDrains(known: KnownPod, moment: Moment): void {
    for (const { since } of known.drainingIn.splice(0)) this.#noteDrained(since, moment)
  }

  #noteDrained(first: Moment, second: Moment): void {
    const drainMs = measuredMs({ first, second })
    if (drainMs !== undefined) this.#shortestDrainMs = Math.min(this.#shortestDrainMs ?? drainMs, drainMs)
  }
}

export interface EndpointMoveOptions {
  readonly moment: Moment
  readonly hasEndpoint: boolean
  readonly publishesNotReady: boolean
}

function knownPod(pod: Pod): Omit<KnownPod, 'isNew' | 'isReady'> {
  const revision = podRevision(pod)
  return {
    uid: pod.metadata.uid,
    ...(revision !== undefined && { revision }),
    isLeftover: isLeftover(pod),
    isGone: false,
    readyIn: [],
    drainingIn: [],
  }
}

/** `Ready` and not being deleted: what a Service without `publishNotReadyAddresses` counts as ready (rule D.5). */
export function isReadyPod({ metadata, status }: Pod): boolean {
  const isReady = status.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True')
  return isReady && metadata.deletionTimestamp === undefined
}

const isTerminal = ({ status }: Pod): boolean => status.phase === 'Failed' || status.phase === 'Succeeded'

const isLeftover = (pod: Pod): boolean => isTerminal(pod) && pod.metadata.deletionTimestamp === undefined

function structuredCopy(pods: Iterable<KnownPod>): KnownPod[] {
  return [...pods].map((pod) => ({ ...pod, readyIn: [...pod.readyIn], drainingIn: [...pod.drainingIn] }))
}
