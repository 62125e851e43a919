import { serviceOfSlice } from '../endpoints/slice-service.ts'
import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import type { Pod } from '../kubernetes/pod.ts'
import { isMatchedBy } from '../services/matching-workloads.ts'
import type { RolloutStory } from './open-rollout.ts'
import type { PodBook } from './pod-book.ts'
import type { RollingWorkload } from './rolling-workload.ts'
import type { Moment, ServiceImpact, ZeroReason } from './rollout-types.ts'
import { type RevisionPair, ServiceWatch, serviceWants, type WatchMemory } from './service-watch.ts'
import { worstFirst } from './verdict.ts'

/** What the watches of a rollout look at beside slices; each is as it is now. */
export interface WatchedRollout {
  readonly snapshot: Snapshot
  readonly story: RolloutStory
  readonly pods: PodBook
}

/** Every Service of a rollout, measured: those that select its Pods, and those whose slices hold them. */
export class ServiceWatches {
  readonly #rollout: WatchedRollout
  readonly #watches = new Map<string, ServiceWatch>()

  /** @param services what was measured before an interruption */
  constructor(rollout: WatchedRollout, services: readonly WatchMemory[]) {
    this.#rollout = rollout
    const { snapshot } = rollout
    const [workload, revisions] = [this.#workload, this.#revisions]
    for (const memory of services) {
      const { service } = memory
      const wants = serviceWants(service, workload, snapshot)
      this.#watches.set(service, new ServiceWatch({ service, snapshot, wants, revisions }, memory))
    }
  }

  /** A Service has no ready endpoint now, though Pods are wanted. */
  get isAnyZero(): boolean {
    return [...this.#watches.values()].some(({ isZero }) => isZero)
  }

  /** Watch every Service that there is for the Pods of the rollout. */
  begin(moment: Moment): void {
    const { snapshot, story } = this.#rollout
    const { namespace } = story.workload
    for (const { metadata } of snapshot.ofKind('Service', namespace)) this.#watchIfSelecting(metadata.name, moment)
    for (const slice of snapshot.ofKind('EndpointSlice', namespace)) this.#watchIfHolding(slice, moment)
  }

  /** @returns whether that is news of an endpoint */
  takeSlice(applied: AppliedChange, moment: Moment): boolean {
    const { pods, story } = this.#rollout
    if (!story.ended) this.#watchIfHolding(applied.after, moment)
    let isNews = false
    for (const watch of this.#watches.values()) {
      const moves = watch.applySlice(applied, moment.seq)
      for (const move of moves) {
        const hasEndpoint = this.hasEndpoint(move.identity)
        const { publishesNotReady } = watch
        pods.endpointMoved(move, watch.service, { moment, hasEndpoint, publishesNotReady })
      }
      if (moves.length > 0) isNews = this.#measure(watch, moment) || isNews
    }
    return isNews
  }

  /** A Pod was seen, perhaps after its endpoint. @returns whether that is news of an endpoint */
  takePod(pod: Pod, moment: Moment): boolean {
    let isNews = false
    for (const watch of this.#watches.values()) {
      if (watch.applyPod(pod)) isNews = this.#measure(watch, moment) || isNews
    }
    return isNews
  }

  /** @returns whether that is news of an endpoint */
  takeService(name: string, isThere: boolean, moment: Moment): boolean {
    const { ended, state, workload } = this.#rollout.story
    const watch = this.#watches.get(`${workload.namespace}/${name}`)
    if (!isThere) return watch?.serviceGone(moment, this.#revisions) ?? false
    watch?.serviceBack(moment, !ended && state !== 'partitioned')
    if (!ended) this.#watchIfSelecting(name, moment)
    return this.measureAgain(moment)
  }

  /** The number of Pods that are wanted may be another. @returns whether that is news of an endpoint */
  measureAgain(moment: Moment): boolean {
    const workload = this.#workload
    let isNews = false
    for (const watch of this.#watches.values()) {
      watch.want(serviceWants(watch.service, workload, this.#rollout.snapshot))
      isNews = this.#measure(watch, moment) || isNews
    }
    return isNews
  }

  /** Count no more time. */
  hold(moment: Moment): void {
    for (const watch of this.#watches.values()) watch.hold(moment)
  }

  /** Count again. */
  goOn(moment: Moment): void {
    for (const watch of this.#watches.values()) watch.goOn(moment)
  }

  hasEndpoint(podUid: string): boolean {
    return [...this.#watches.values()].some(({ view }) => view.endpoints.has(podUid))
  }

  /** Services in which a Pod is ready, of those that ask for that. */
  readyIn(podUid: string): string[] {
    const watches = [...this.#watches.values()].filter(({ publishesNotReady }) => !publishesNotReady)
    return watches.flatMap(({ service, view }) => (view.endpoints.get(podUid)?.state === 'ready' ? [service] : []))
  }

  /** What came of it up to a moment (epoch ms), worst first. */
  impacts(at: number): ServiceImpact[] {
    return [...this.#watches.values()].map((watch) => watch.impactUpTo(at)).sort(worstFirst)
  }

  memory(): WatchMemory[] {
    return [...this.#watches.values()].map((watch) => watch.memory())
  }

  get #revisions(): RevisionPair {
    const { from, to } = this.#rollout.story
    return { from: from.hash, to: to.hash }
  }

  get #workload(): RollingWorkload | undefined {
    const { kind, uid } = this.#rollout.story.workload
    return this.#rollout.snapshot.byUid(kind, uid)
  }

  #watchIfSelecting(name: string, moment: Moment): void {
    const { snapshot, story } = this.#rollout
    const { namespace } = story.workload
    const service = snapshot.find('Service', namespace, name)
    const labels = this.#workload?.derived.templateLabels ?? {}
    if (service && isMatchedBy(labels, service.spec.selector)) this.#watch(`${namespace}/${name}`, moment)
  }

  #watchIfHolding(slice: AppliedChange['after'], moment: Moment): void {
    if (slice?.kind !== 'EndpointSlice') return
    const service = serviceOfSlice(slice)
    const isHolding = slice.endpoints.some(({ targetRef }) => this.#rollout.pods.has(targetRef?.uid ?? ''))
    if (service !== undefined && isHolding) this.#watch(service, moment)
  }

  #watch(service: string, moment: Moment): void {
    const workload = this.#workload
    if (this.#watches.has(service) || workload === undefined) return
    const { snapshot } = this.#rollout
    const wants = serviceWants(service, workload, snapshot)
    this.#watches.set(service, new ServiceWatch({ service, snapshot, wants, revisions: this.#revisions }, moment))
  }

  #measure(watch: ServiceWatch, moment: Moment): boolean {
    return watch.measure(moment, this.#revisions, () => this.#zeroReason(watch))
  }

  #zeroReason({ promisesNothing }: ServiceWatch): ZeroReason {
    const { pods, story } = this.#rollout
    if (story.strategy === 'Recreate') return 'recreate-strategy'
    if (promisesNothing) return 'budget-allows-zero'
    const isLagging = [...pods.pods].some(({ isReady, revision }) => isReady && revision === story.to.hash)
    return isLagging ? 'endpoint-lag' : 'endpoints-lost'
  }
}
