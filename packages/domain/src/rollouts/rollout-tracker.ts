import type { RecordedChange } from '../history/change.ts'
import type { Gap } from '../history/gap.ts'
import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import { isEqualJson } from '../json-value.ts'
import type { Pod } from '../kubernetes/pod.ts'
import { coverageOf } from './blind-time.ts'
import { momentOf } from './capacity-meter.ts'
import type { OpenRollout, RolloutStory } from './open-rollout.ts'
import { PodBook } from './pod-book.ts'
import { isPodOf } from './pod-ownership.ts'
import { currentRevision, isRollback, podsOf, targetRevision } from './revisions.ts'
import type { RollingWorkload } from './rolling-workload.ts'
import { RolloutGaps } from './rollout-gaps.ts'
import { rolloutProgress } from './rollout-progress.ts'
import { type RolloutRequest, storyOf } from './rollout-request.ts'
import type { Moment, Rollout } from './rollout-types.ts'
import { ServiceWatches } from './service-watches.ts'
import { verdictOf } from './verdict.ts'

/** Follows one rollout from its request until nothing of it changes any more. */
export class RolloutTracker {
  readonly #snapshot: Snapshot
  readonly #story: RolloutStory
  readonly #pods: PodBook
  readonly #services: ServiceWatches
  readonly #gaps: RolloutGaps
  #seenAt: number

  /** Go on where it was, with the objects of that moment. */
  constructor({ story, pods, services, gaps, seenAt }: OpenRollout, snapshot: Snapshot) {
    this.#snapshot = snapshot
    this.#story = { ...story }
    this.#pods = new PodBook(pods)
    this.#gaps = new RolloutGaps(gaps)
    this.#seenAt = seenAt
    this.#services = new ServiceWatches({ snapshot, story: this.#story, pods: this.#pods }, services)
  }

  /** @param snapshot after the change that asks for the rollout */
  static open(request: RolloutRequest, change: RecordedChange, snapshot: Snapshot): RolloutTracker {
    const requested = momentOf(change)
    const story = storyOf(request, requested)
    const memory = { story, pods: { pods: [] }, services: [], gaps: [], seenAt: requested.at }
    const tracker = new RolloutTracker(memory, snapshot)
    tracker.#begin(request.workload, requested)
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
    return this.#story.ended !== undefined && !this.#services.isAnyZero
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
    return this.#gaps.note(gap, this.#story)
  }

  /** What may be said of it now. */
  rollout(): Rollout {
    const { from, to, template: _, isStuck = false, ...story } = this.#story
    const blind = this.#gaps.blind(this.#story, this.#seenAt)
    const span = { from: story.requested.notBefore, to: story.ended?.at ?? this.#seenAt }
    const services = this.#services.impacts(this.#seenAt)
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
      services: this.#services.memory(),
      gaps: this.#gaps.memory(),
      seenAt: this.#seenAt,
    }
  }

  get #workload(): RollingWorkload | undefined {
    const { kind, uid } = this.#story.workload
    return this.#snapshot.byUid(kind, uid)
  }

  #begin(workload: RollingWorkload, moment: Moment): void {
    for (const pod of podsOf(workload, this.#snapshot)) this.#pods.adopt(pod)
    this.#learnTarget()
    this.#services.begin(moment)
    this.#advance(moment)
  }

  #take(applied: AppliedChange, moment: Moment): boolean {
    const object = applied.after ?? applied.before
    switch (object?.kind) {
      case 'EndpointSlice':
        return this.#services.takeSlice(applied, moment)
      case 'Pod':
        return this.#takePod(object, applied.after === undefined, moment)
      case 'Service':
        return this.#services.takeService(object.metadata.name, applied.after !== undefined, moment)
      case 'Deployment':
      case 'StatefulSet':
      case 'DaemonSet':
        return this.#services.measureAgain(moment)
      case 'ReplicaSet':
        if (isOwnedAnew(applied)) this.#adoptLate(moment)
        return false
      default:
        return false
    }
  }

  #takePod(pod: Pod, isGone: boolean, moment: Moment): boolean {
    const { uid } = pod.metadata
    if (isGone) {
      this.#pods.gone(uid, this.#services.hasEndpoint(uid))
      return false
    }
    const isOwn = this.#pods.has(uid) || isPodOf(this.workloadUid, pod, this.#snapshot)
    if (isOwn) this.#pods.see(pod, moment, this.#services.readyIn(uid))
    return this.#services.takePod(pod, moment)
  }

  /** Pods may have been told before the ReplicaSet that they belong to. */
  #adoptLate(moment: Moment): void {
    const workload = this.#workload
    for (const pod of workload ? podsOf(workload, this.#snapshot) : []) {
      const { uid } = pod.metadata
      if (!this.#pods.has(uid)) this.#pods.see(pod, moment, this.#services.readyIn(uid))
    }
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
    if (story.completed && this.#isDrained(workload)) {
      story.state = 'drained'
      story.drained = moment
      this.#end(moment)
    }
    return story.state !== before
  }

  #progress(workload: RollingWorkload, moment: Moment): void {
    const story = this.#story
    const progress = rolloutProgress(workload)
    const state = progress === 'requested' && this.#hasNewPod ? 'progressing' : progress
    if (state !== 'requested' && state !== 'paused') story.progressing ??= moment
    story.isStuck = state === 'stalled' || state === 'failed-create'
    if (story.isStuck && state !== story.state) story.stalled = moment
    if (state === 'complete') story.completed = moment
    if (state === 'partitioned' && story.state !== 'partitioned') this.#services.hold(moment)
    if (state !== 'partitioned' && story.state === 'partitioned') this.#services.goOn(moment)
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

  /** No Pod of another revision is there, and no endpoint refers to one. Where the new one will not be told, nothing is awaited. */
  #isDrained(workload: RollingWorkload): boolean {
    const { hash } = this.#story.to
    if (hash === undefined) return !this.#isTargetToCome(workload)
    return [...this.#pods.pods].every(({ isLeftover, revision }) => isLeftover || revision === hash)
  }

  /** After a gap a Deployment may be told before the ReplicaSet that it was made of meanwhile. */
  #isTargetToCome(workload: RollingWorkload): boolean {
    const isRead = this.#snapshot.visibilityOf('ReplicaSet', this.namespace) === 'observed'
    return workload.kind === 'Deployment' && isRead && currentRevision(workload, this.#snapshot).hash === undefined
  }

  #end(moment: Moment): void {
    this.#story.ended = moment
    this.#services.hold(moment)
  }

  /** A Pod of the new revision is there, or its endpoint. */
  get #hasNewPod(): boolean {
    const { hash } = this.#story.to
    return hash !== undefined && [...this.#pods.pods].some(({ revision }) => revision === hash)
  }
}

/** A ReplicaSet was made, or has another controller: Pods that were told before may be the workload's only now. */
function isOwnedAnew({ after, before }: AppliedChange): boolean {
  return after !== undefined && !isEqualJson(before?.metadata.ownerReferences, after.metadata.ownerReferences)
}
