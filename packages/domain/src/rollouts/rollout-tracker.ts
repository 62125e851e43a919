import { podRevision } from '../endpoints/pod-revision.ts'
import { serviceOfSlice } from '../endpoints/slice-service.ts'
import type { RecordedChange } from '../history/change.ts'
import type { Gap } from '../history/gap.ts'
import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import type { Pod } from '../kubernetes/pod.ts'
import { isMatchedBy } from '../services/matching-workloads.ts'
import { blinds, blindTimes, coverageOf, judgedKinds } from './blind-time.ts'
import { momentOf } from './capacity-meter.ts'
import type { OpenRollout, RolloutStory } from './open-rollout.ts'
import { PodBook } from './pod-book.ts'
import { isRollback, podsOf, targetRevision } from './revisions.ts'
import { type RollingWorkload, strategyOf } from './rolling-workload.ts'
import { rolloutProgress } from './rollout-progress.ts'
import type { RolloutRequest } from './rollout-request.ts'
import type { Moment, Rollout, ZeroReason } from './rollout-types.ts'
import { type RevisionPair, ServiceWatch, serviceWants } from './service-watch.ts'
import { verdictOf, worstFirst } from './verdict.ts'

/** Follows one rollout from its request until nothing of it changes any more. */
export class RolloutTracker {
  readonly #snapshot: Snapshot
  readonly #story: RolloutStory
  readonly #pods: PodBook
  readonly #services = new Map<string, ServiceWatch>()
  readonly #gaps: Gap[]
  #seenAt: number

  /** Go on where it was, with the objects of that moment. */
  constructor({ story, pods, services, gaps, seenAt }: OpenRollout, snapshot: Snapshot) {
    this.#snapshot = snapshot
    this.#story = { ...story }
    this.#pods = new PodBook(pods)
    this.#gaps = [...gaps]
    this.#seenAt = seenAt
    const workload = this.#workload
    for (const memory of services) {
      const { service } = memory
      const wants = serviceWants(service, workload, snapshot)
      this.#services.set(service, new ServiceWatch({ service, snapshot, wants, revisions: this.#revisions }, memory))
    }
  }

  /** @param snapshot after the change that asks for the rollout */
  static open(
    { workload, from, isRestart }: RolloutRequest,
    change: RecordedChange,
    snapshot: Snapshot,
  ): RolloutTracker {
    const { name, namespace = '', uid } = workload.metadata
    const requested = momentOf(change)
    const story: RolloutStory = {
      id: `${uid}-${change.seq}`,
      workload: { kind: workload.kind, namespace, name, uid },
      trigger: isRestart ? 'restart' : 'update',
      from,
      template: workload.derived.templateFingerprint,
      to: { images: workload.derived.images },
      state: 'requested',
      strategy: strategyOf(workload),
      requested,
    }
    const memory = { story, pods: { pods: [] }, services: [], gaps: [], seenAt: requested.at }
    const tracker = new RolloutTracker(memory, snapshot)
    tracker.#begin(workload, requested)
    return tracker
  }

  get id(): string {
    return this.#story.id
  }

  get namespace(): string {
    return this.#story.workload.namespace
  }

  get workloadUid(): string {
    return this.#story.workload.uid
  }

  /** This is the template it rolls out, and it is under way. */
  hasTemplate(fingerprint: string): boolean {
    return this.#story.ended === undefined && this.#story.template === fingerprint
  }

  get isRollback(): boolean {
    return this.#story.trigger === 'rollback'
  }

  /** Nothing of it will change any more. */
  get isOver(): boolean {
    return this.#story.ended !== undefined && ![...this.#services.values()].some(({ isZero }) => isZero)
  }

  /** @returns whether its state, or what may be said of its endpoints, changed */
  apply(change: RecordedChange, applied: AppliedChange): boolean {
    const moment = momentOf(change)
    this.#seenAt = Math.max(this.#seenAt, moment.at)
    const hasMoved = this.#take(applied, moment)
    const hasAdvanced = this.#story.ended === undefined && this.#advance(moment)
    return hasMoved || hasAdvanced
  }

  /** Another template takes its place. */
  supersede(moment: Moment, next: RolloutTracker): void {
    this.#story.supersededBy = next.id
    if (!this.#story.completed) this.#story.state = next.isRollback ? 'rolled-back' : 'superseded'
    this.#end(moment)
  }

  /** A gap opened, or ended: the same gap again with its end. */
  noteGap(gap: Gap): boolean {
    const { kind, namespace } = this.#story.workload
    if (!blinds(gap, namespace, judgedKinds(kind))) return false
    const same = this.#gaps.findIndex(
      (known) => known.kind === gap.kind && known.namespace === gap.namespace && known.from === gap.from,
    )
    this.#gaps.splice(same < 0 ? this.#gaps.length : same, 1, gap)
    return true
  }

  /** What may be said of it now. */
  rollout(): Rollout {
    const { from, to, template: _, isStuck = false, ...story } = this.#story
    const span = { from: story.requested.notBefore, to: story.ended?.at ?? this.#seenAt }
    const blind = blindTimes(this.#gaps, span)
    const services = [...this.#services.values()].map((watch) => watch.impactUpTo(this.#seenAt)).sort(worstFirst)
    const { longestLagMs, shortestDrainMs } = this.#pods
    return {
      ...story,
      revisions: { from, to },
      isOver: this.isOver,
      verdict: verdictOf({ state: story.state, isStuck, services, blind, longestLagMs }),
      services,
      ...(shortestDrainMs !== undefined && { shortestDrainMs }),
      coverage: coverageOf(blind, span),
      blind,
    }
  }

  memory(): OpenRollout {
    return {
      story: { ...this.#story },
      pods: this.#pods.memory(),
      services: [...this.#services.values()].map((watch) => watch.memory()),
      gaps: [...this.#gaps],
      seenAt: this.#seenAt,
    }
  }

  get #revisions(): RevisionPair {
    return { from: this.#story.from.hash, to: this.#story.to.hash }
  }

  get #workload(): RollingWorkload | undefined {
    const { kind, uid } = this.#story.workload
    return this.#snapshot.byUid(kind, uid)
  }

  #begin(workload: RollingWorkload, moment: Moment): void {
    for (const pod of podsOf(workload, this.#snapshot)) this.#pods.adopt(pod)
    this.#learnTarget()
    for (const { metadata } of this.#snapshot.ofKind('Service', this.namespace))
      this.#watchIfSelecting(metadata.name, moment)
    for (const slice of this.#snapshot.ofKind('EndpointSlice', this.namespace)) {
      const service = serviceOfSlice(slice)
      if (service && slice.endpoints.some(({ targetRef }) => this.#pods.has(targetRef?.uid ?? '')))
        this.#watch(service, moment)
    }
    this.#advance(moment)
  }

  #take(applied: AppliedChange, moment: Moment): boolean {
    const object = applied.after ?? applied.before
    switch (object?.kind) {
      case 'EndpointSlice':
        return this.#takeSlice(applied, moment)
      case 'Pod':
        return this.#takePod(object, applied.after === undefined, moment)
      case 'Service':
        return this.#takeService(object.metadata.name, applied.after !== undefined, moment)
      case 'Deployment':
      case 'StatefulSet':
      case 'DaemonSet':
        return this.#measureAgain(moment)
      case 'ReplicaSet':
        return this.#adoptLate(moment)
      default:
        return false
    }
  }

  #takeSlice(applied: AppliedChange, moment: Moment): boolean {
    const { after } = applied
    if (after?.kind === 'EndpointSlice') {
      const service = serviceOfSlice(after)
      const isOurs = after.endpoints.some(({ targetRef }) => this.#pods.has(targetRef?.uid ?? ''))
      if (service && isOurs && !this.#story.ended) this.#watch(service, moment)
    }
    let isNews = false
    for (const watch of this.#services.values()) {
      const moves = watch.applySlice(applied, moment.seq)
      for (const move of moves) {
        const hasEndpoint = this.#hasEndpoint(move.identity)
        const { publishesNotReady } = watch
        this.#pods.endpointMoved(move, watch.service, { moment, hasEndpoint, publishesNotReady })
      }
      if (moves.length > 0) isNews = this.#measure(watch, moment) || isNews
    }
    return isNews
  }

  #takePod(pod: Pod, isGone: boolean, moment: Moment): boolean {
    const { uid } = pod.metadata
    if (isGone) this.#pods.gone(uid, this.#hasEndpoint(uid))
    else if (this.#isOwn(pod)) this.#pods.see(pod, moment, this.#readyIn(uid))
    let isNews = false
    for (const watch of this.#services.values()) {
      if (!isGone && watch.applyPod(pod)) isNews = this.#measure(watch, moment) || isNews
    }
    return isNews
  }

  #takeService(name: string, isThere: boolean, moment: Moment): boolean {
    const watch = this.#services.get(`${this.namespace}/${name}`)
    if (!isThere) return watch?.serviceGone(moment, this.#revisions) ?? false
    watch?.serviceBack(moment, !this.#story.ended && this.#story.state !== 'partitioned')
    if (!this.#story.ended) this.#watchIfSelecting(name, moment)
    return this.#measureAgain(moment)
  }

  /** The number of Pods that are wanted may be another. */
  #measureAgain(moment: Moment): boolean {
    const workload = this.#workload
    let isNews = false
    for (const watch of this.#services.values()) {
      watch.want(serviceWants(watch.service, workload, this.#snapshot))
      isNews = this.#measure(watch, moment) || isNews
    }
    return isNews
  }

  /** Pods may have been told before the ReplicaSet that they belong to. */
  #adoptLate(moment: Moment): boolean {
    const workload = this.#workload
    for (const pod of workload ? podsOf(workload, this.#snapshot) : []) {
      if (!this.#pods.has(pod.metadata.uid)) this.#pods.see(pod, moment, this.#readyIn(pod.metadata.uid))
    }
    return false
  }

  /** Look where it is now. @returns whether its state changed */
  #advance(moment: Moment): boolean {
    const story = this.#story
    const before = story.state
    const workload = this.#workload
    if (workload === undefined) {
      if (!story.completed) story.state = 'deleted'
      this.#end(moment)
      return true
    }
    this.#learnTarget()
    const isOwnTemplate = workload.derived.templateFingerprint === story.template
    if (!story.completed && isOwnTemplate) this.#progress(workload, moment)
    if (story.completed && this.#isDrained()) {
      story.state = 'drained'
      story.drained = moment
      this.#end(moment)
    }
    return story.state !== before
  }

  #progress(workload: RollingWorkload, moment: Moment): void {
    const story = this.#story
    const progress = rolloutProgress(workload)
    const hasNewPod = [...this.#pods.pods].some(({ revision }) => revision !== undefined && revision === story.to.hash)
    const state = progress === 'requested' && hasNewPod ? 'progressing' : progress
    if (state !== 'requested' && state !== 'paused') story.progressing ??= moment
    story.isStuck = state === 'stalled' || state === 'failed-create'
    if (story.isStuck && state !== story.state) story.stalled = moment
    if (state === 'complete') story.completed = moment
    if (state === 'partitioned' && story.state !== 'partitioned')
      for (const watch of this.#services.values()) watch.hold(moment)
    if (state !== 'partitioned' && story.state === 'partitioned')
      for (const watch of this.#services.values()) watch.goOn(moment)
    story.state = state
  }

  #learnTarget(): void {
    const story = this.#story
    const workload = this.#workload
    if (workload === undefined || story.to.hash !== undefined) return
    const { from, requested } = story
    const newPods = [...this.#pods.pods].flatMap(({ isNew, uid }) =>
      isNew ? (this.#snapshot.byUid('Pod', uid) ?? []) : [],
    )
    const to = targetRevision(workload, { from, requested, newPods }, this.#snapshot)
    if (to === undefined) return
    story.to = to
    if (isRollback(workload, { from, to, requested }, this.#snapshot)) story.trigger = 'rollback'
  }

  /** No Pod of another revision is there, and no endpoint refers to one. Where the new one never was told, nothing is awaited. */
  #isDrained(): boolean {
    const { hash } = this.#story.to
    return (
      hash === undefined || [...this.#pods.pods].every(({ isLeftover, revision }) => isLeftover || revision === hash)
    )
  }

  #end(moment: Moment): void {
    this.#story.ended = moment
    for (const watch of this.#services.values()) watch.hold(moment)
  }

  #watchIfSelecting(name: string, moment: Moment): void {
    const service = this.#snapshot.find('Service', this.namespace, name)
    const labels = this.#workload?.derived.templateLabels ?? {}
    if (service && isMatchedBy(labels, service.spec.selector)) this.#watch(`${this.namespace}/${name}`, moment)
  }

  #watch(service: string, moment: Moment): void {
    const workload = this.#workload
    if (this.#services.has(service) || workload === undefined) return
    const snapshot = this.#snapshot
    const wants = serviceWants(service, workload, snapshot)
    this.#services.set(service, new ServiceWatch({ service, snapshot, wants, revisions: this.#revisions }, moment))
  }

  #measure(watch: ServiceWatch, moment: Moment): boolean {
    return watch.measure(moment, this.#revisions, () => this.#zeroReason(watch))
  }

  #zeroReason(watch: ServiceWatch): ZeroReason {
    if (this.#story.strategy === 'Recreate') return 'recreate-strategy'
    if (watch.promisesNothing) return 'budget-allows-zero'
    const isLagging = [...this.#pods.pods].some(({ isReady, revision }) => isReady && revision === this.#story.to.hash)
    return isLagging ? 'endpoint-lag' : 'endpoints-lost'
  }

  #isOwn(pod: Pod): boolean {
    if (this.#pods.has(pod.metadata.uid)) return true
    const owner = pod.metadata.ownerReferences.find(({ controller }) => controller)
    if (owner === undefined || podRevision(pod) === undefined) return false
    if (owner.uid === this.workloadUid) return true
    const replicaSet = this.#snapshot.byUid('ReplicaSet', owner.uid)
    return replicaSet?.metadata.ownerReferences.some(({ uid }) => uid === this.workloadUid) ?? false
  }

  #hasEndpoint(uid: string): boolean {
    return [...this.#services.values()].some(({ view }) => view.endpoints.has(uid))
  }

  #readyIn(uid: string): string[] {
    const watches = [...this.#services.values()].filter(({ publishesNotReady }) => !publishesNotReady)
    return watches.flatMap(({ service, view }) => (view.endpoints.get(uid)?.state === 'ready' ? [service] : []))
  }
}
