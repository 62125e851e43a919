import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import type { Pod } from '../kubernetes/pod.ts'
import { wantedPods, workloadsBehind } from '../services/matching-workloads.ts'
import { CapacityMeter, type CapacityReading, type MeterMemory } from './capacity-meter.ts'
import { type EndpointMove, EndpointView } from './endpoint-view.ts'
import { minAvailable, promisedPods } from './rolling-budget.ts'
import type { RollingWorkload } from './rolling-workload.ts'
import type { Moment, ServiceImpact, ZeroReason } from './rollout-types.ts'
import type { ReadyShare } from './series-types.ts'

/** What a Service is measured against. */
export interface ServiceWants {
  /** Pods wanted by all workloads that the Service selects (rule F.6). */
  readonly desired: number
  /** How many of those the strategy of the one that rolls promises to keep, and of others that roll; all of the rest. */
  readonly minAvailable: number
  readonly publishesNotReady: boolean
}

/** The hashes of a rollout's two revisions, as far as they are known. */
export interface RevisionPair {
  readonly from: string | undefined
  readonly to: string | undefined
}

/** What one watch knows, as plain JSON. */
export interface WatchMemory {
  readonly service: string
  readonly meter: MeterMemory
  /** What was measured before slices went, one after the other; absent where the newest was told to be there. */
  readonly beforeSlicesWent?: MeterMemory
  readonly isServiceGone: boolean
}

/**
 * What the Service with this name (`namespace/name`) wants now; where no workload can be found by its selector, as many as the
 * rolling one wants: slices made by hand have no selector.
 *
 * @param rolling absent once it is deleted
 */
export function serviceWants(service: string, rolling: RollingWorkload | undefined, snapshot: Snapshot): ServiceWants {
  const [namespace, name = ''] = service.split('/')
  const object = snapshot.find('Service', namespace, name)
  const own = ownWants(rolling)
  const wants = { desired: 0, minAvailable: 0 }
  let isSelecting = rolling === undefined
  for (const workload of object ? workloadsBehind(object, snapshot) : []) {
    const isRolling = workload.metadata.uid === rolling?.metadata.uid
    isSelecting ||= isRolling
    wants.desired += wantedPods(workload)
    wants.minAvailable += isRolling ? own.minAvailable : promisedPods(workload)
  }
  const publishesNotReady = object?.spec.publishNotReadyAddresses ?? false
  return { ...(isSelecting ? wants : own), publishesNotReady }
}

function ownWants(rolling: RollingWorkload | undefined): Omit<ServiceWants, 'publishesNotReady'> {
  if (rolling === undefined) return { desired: 0, minAvailable: 0 }
  const desired = wantedPods(rolling)
  return { desired, minAvailable: minAvailable(rolling, desired) }
}

/** Ready endpoints by what they are to a rollout. An unknown new revision is nobody's. */
function readyShare(ready: ReadonlyMap<string | undefined, number>, { from, to }: RevisionPair): ReadyShare {
  const share = { from: 0, to: 0, other: 0 }
  for (const [revision, count] of ready) {
    if (revision !== undefined && revision === to) share.to += count
    else if (revision !== undefined && revision === from) share.from += count
    else share.other += count
  }
  return share
}

export interface ServiceWatchOptions {
  readonly service: string
  readonly snapshot: Snapshot
  readonly wants: ServiceWants
  readonly revisions: RevisionPair
}

/** One Service during a rollout: its endpoints, measured. */
export class ServiceWatch {
  readonly view: EndpointView
  readonly #snapshot: Snapshot
  #meter: CapacityMeter
  #wants: ServiceWants
  #beforeSlicesWent: MeterMemory | undefined
  #isServiceGone = false

  /** @param start when it is measured from, or what was measured before an interruption */
  constructor({ service, snapshot, wants, revisions }: ServiceWatchOptions, start: Moment | WatchMemory) {
    this.view = new EndpointView(service, snapshot)
    this.#snapshot = snapshot
    this.#wants = wants
    if ('seq' in start) {
      this.#meter = CapacityMeter.begin(start, this.#reading(revisions))
      return
    }
    this.#meter = new CapacityMeter(start.meter)
    this.#beforeSlicesWent = start.beforeSlicesWent
    this.#isServiceGone = start.isServiceGone
    if (start.isServiceGone) this.#wants = nothing(wants)
  }

  get service(): string {
    return this.view.service
  }

  get publishesNotReady(): boolean {
    return this.#wants.publishesNotReady
  }

  /** The strategy lets every endpoint be away. */
  get promisesNothing(): boolean {
    return this.#wants.minAvailable === 0
  }

  /** A zero-ready window is open. */
  get isZero(): boolean {
    return this.#meter.isZero
  }

  applySlice(applied: AppliedChange, seq: number): EndpointMove[] {
    const hadSlices = this.view.hasSlices
    const moves = this.view.applySlice(applied, seq, this.#snapshot)
    const isOwn = moves.length > 0 || hadSlices !== this.view.hasSlices
    if (isOwn && applied.after === undefined) this.#beforeSlicesWent ??= this.#meter.memory()
    else if (isOwn) this.#beforeSlicesWent = undefined
    return moves
  }

  applyPod(pod: Pod): boolean {
    return this.view.applyPod(pod)
  }

  /** Measure again, after anything it rests on may have changed. @returns whether that is news */
  measure(moment: Moment, revisions: RevisionPair, reason: () => ZeroReason): boolean {
    return this.#meter.read(moment, this.#reading(revisions), reason)
  }

  /** A Service that is gone wants nothing. */
  want(wants: ServiceWants): void {
    if (!this.#isServiceGone) this.#wants = wants
  }

  /**
   * The Service was deleted: nothing is wanted any more, and no time counts. Its slices go because of it, but may be told
   * before; that was no loss.
   *
   * @returns whether that is news
   */
  serviceGone(moment: Moment, revisions: RevisionPair): boolean {
    const withdrawn = this.view.hasSlices ? undefined : this.#beforeSlicesWent
    if (withdrawn) this.#meter = new CapacityMeter(withdrawn)
    this.#beforeSlicesWent = undefined
    this.#wants = nothing(this.#wants)
    this.#isServiceGone = true
    const hasChanged = this.#meter.read(moment, this.#reading(revisions), () => 'endpoints-lost')
    this.#meter.hold(moment)
    return hasChanged || withdrawn !== undefined
  }

  /** There is a Service of this name again. @param isCounting time counts for the rollout */
  serviceBack(moment: Moment, isCounting: boolean): void {
    if (!this.#isServiceGone) return
    this.#isServiceGone = false
    if (isCounting) this.#meter.goOn(moment)
  }

  hold(moment: Moment): void {
    this.#meter.hold(moment)
  }

  goOn(moment: Moment): void {
    if (!this.#isServiceGone) this.#meter.goOn(moment)
  }

  memory(): WatchMemory {
    return {
      service: this.service,
      meter: this.#meter.memory(),
      ...(this.#beforeSlicesWent && { beforeSlicesWent: this.#beforeSlicesWent }),
      isServiceGone: this.#isServiceGone,
    }
  }

  impactUpTo(at: number): ServiceImpact {
    return this.#meter.impactUpTo(this.service, at)
  }

  #reading(revisions: RevisionPair): CapacityReading {
    const share = readyShare(this.view.readyByRevision, revisions)
    return { share, servingTerminating: this.view.servingTerminating, ...this.#wants }
  }
}

const nothing = ({ publishesNotReady }: ServiceWants): ServiceWants => ({
  desired: 0,
  minAvailable: 0,
  publishesNotReady,
})
