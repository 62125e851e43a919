import { serviceOfSlice } from '../endpoints/slice-service.ts'
import type { RecordedChange } from '../history/change.ts'
import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import type { KubernetesEvent } from '../kubernetes/kubernetes-event.ts'
import type { Pod } from '../kubernetes/pod.ts'
import { momentOf } from './capacity-meter.ts'
import { EarlyEndpoints } from './lanes/early-endpoints.ts'
import { LaneRecorder } from './lanes/lane-recorder.ts'
import type { Telling } from './lanes/phase-book.ts'
import { oldFirst, toldLane } from './lanes/told-lane.ts'
import { ProgrammingLag } from './measures/programming-lag.ts'
import { rolloutMeasures, unprobedServices } from './measures/rollout-measures.ts'
import { isPodOf } from './pod-ownership.ts'
import { podsOf } from './revisions.ts'
import { MAX_LANES, type RolloutDetail } from './rollout-detail.ts'
import type { Rollout } from './rollout-types.ts'
import { ServiceCourse } from './series/service-course.ts'
import type { RevisionPair } from './service-watch.ts'

/**
 * Turns the log of one rollout into everything that is told of it: the lanes of its Pods (rule F.4), the ready endpoints of
 * its Services as step functions, and the measures that need both (rule F.6).
 *
 * Needs the objects of the rollout's namespace as they were at `rollout.requested.seq`, and every change of it after that, up
 * to `rollout.ended` or as far as is known; what is told later adds nothing. Memory grows with the Pods, not with the log.
 */
export class RolloutDetailFold {
  #rollout: Rollout
  readonly #snapshot: Snapshot
  readonly #lanes = new Map<string, LaneRecorder>()
  /** Pods for which there is no lane. */
  readonly #leftOut = new Set<string>()
  readonly #early = new EarlyEndpoints()
  readonly #courses: readonly ServiceCourse[]
  readonly #programming = new ProgrammingLag()

  /** @param snapshot moved on by the caller: at each call it is as the change at hand leaves it */
  constructor(rollout: Rollout, snapshot: Snapshot) {
    this.#rollout = rollout
    this.#snapshot = snapshot
    for (const pod of this.#ownPods()) this.#addLane(pod, undefined)
    this.#courses = rollout.services.map(({ service }) => new ServiceCourse(service, rollout, snapshot))
    for (const course of this.#courses) this.#inherit(course)
  }

  /**
   * Go on with the same rollout as a later change left it, before the changes up to that one are told.
   *
   * @returns whether that can be done; a rollout of other Services is folded anew, for their courses began with the request
   */
  goOnWith(rollout: Rollout): boolean {
    const services = (of: Rollout) => of.services.map(({ service }) => service).join()
    if (services(rollout) !== services(this.#rollout)) return false
    this.#rollout = rollout
    return true
  }

  /**
   * Changes come in `seq` order, each once.
   * @param applied what `Snapshot.apply` answered for it
   */
  apply(change: RecordedChange, applied: AppliedChange): void {
    const { ended } = this.#rollout
    if (ended !== undefined && change.seq > ended.seq) return
    const telling = { moment: momentOf(change), evidence: change.evidence }
    this.#take(applied, telling)
  }

  /** Everything about the rollout, as far as it was told. */
  detail(): RolloutDetail {
    const lanes = [...this.#lanes.values()]
    const { from, to } = this.#rollout.revisions
    const revisions: RevisionPair = { from: from.hash, to: to.hash }
    const unprobed = unprobedServices(this.#rollout.services)
    return {
      rollout: this.#rollout,
      pods: lanes.map((lane) => toldLane(lane, revisions, unprobed)).sort(oldFirst),
      podsLeftOut: this.#leftOut.size,
      series: this.#courses.map((course) => course.series(revisions)),
      ...rolloutMeasures(this.#rollout, lanes, this.#programming.samples),
    }
  }

  #take(applied: AppliedChange, telling: Telling): void {
    const object = applied.after ?? applied.before
    switch (object?.kind) {
      case 'Pod':
        this.#applyPod(object, applied.after === undefined, telling)
        break
      case 'EndpointSlice':
        this.#applySlice(applied, telling)
        break
      case 'Event':
        if (applied.after) this.#applyEvent(object, telling)
        break
      case 'ReplicaSet':
        if (applied.before === undefined) this.#adoptLate(telling)
        break
      case 'Deployment':
      case 'StatefulSet':
      case 'DaemonSet':
      case 'Service':
        for (const course of this.#courses) course.wantAgain(telling.moment)
        break
      default:
    }
  }

  #applyPod(pod: Pod, isGone: boolean, telling: Telling): void {
    const lane = this.#lanes.get(pod.metadata.uid)
    if (isGone) lane?.deleted(telling)
    else if (lane) lane.see(pod, telling)
    else if (isPodOf(this.#rollout.workload.uid, pod, this.#snapshot)) this.#addLane(pod, telling)
    if (!isGone) for (const course of this.#courses) course.applyPod(pod, telling.moment)
  }

  #applySlice(applied: AppliedChange, telling: Telling): void {
    for (const course of this.#courses) {
      const { service } = course
      for (const move of course.applySlice(applied, telling.moment)) {
        const lane = this.#lanes.get(move.identity)
        if (lane) lane.endpointMoved(service, move, telling)
        else this.#early.note({ service, move, telling })
      }
    }
    const { after, before } = applied
    if (after?.kind !== 'EndpointSlice') return
    const service = this.#courses.find((course) => course.service === serviceOfSlice(after))?.service
    if (service === undefined) return
    const [namespace, name = ''] = service.split('/')
    const serviceCreated = this.#snapshot.find('Service', namespace, name)?.metadata.creationTimestamp
    const versions = { before: before?.kind === 'EndpointSlice' ? before : undefined, after }
    this.#programming.see(versions, { moment: telling.moment, serviceCreated })
  }

  #applyEvent(event: KubernetesEvent, telling: Telling): void {
    const { kind, uid } = event.involvedObject
    if (kind === 'Pod' && uid !== undefined) this.#lanes.get(uid)?.event(event, telling)
  }

  /** Pods may have been told before the ReplicaSet that they belong to. */
  #adoptLate(telling: Telling): void {
    for (const pod of this.#ownPods()) if (!this.#lanes.has(pod.metadata.uid)) this.#addLane(pod, telling)
  }

  #ownPods(): Pod[] {
    const { kind, uid } = this.#rollout.workload
    const workload = this.#snapshot.byUid(kind, uid)
    return workload ? podsOf(workload, this.#snapshot) : []
  }

  #addLane(pod: Pod, telling: Telling | undefined): void {
    const { uid } = pod.metadata
    if (this.#lanes.size >= MAX_LANES) {
      this.#leftOut.add(uid)
      return
    }
    const lane = new LaneRecorder(pod, telling)
    for (const { service, move, telling: told } of this.#early.take(uid)) lane.endpointMoved(service, move, told)
    this.#lanes.set(uid, lane)
  }

  #inherit({ service, view }: ServiceCourse): void {
    const { requested } = this.#rollout
    for (const [identity, { state }] of view.endpoints) this.#lanes.get(identity)?.inherit(service, state, requested)
    const [namespace = '', name = ''] = service.split('/')
    for (const slice of this.#snapshot.slicesOfService(namespace, name)) this.#programming.inherit(slice)
  }
}
