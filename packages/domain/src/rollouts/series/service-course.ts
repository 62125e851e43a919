import type { AppliedChange, Snapshot } from '../../history/snapshot.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { type EndpointMove, EndpointView } from '../endpoint-view.ts'
import type { Moment, Rollout } from '../rollout-types.ts'
import type { RolloutSeries } from '../series-types.ts'
import { type RevisionPair, type ServiceWants, serviceWants } from '../service-watch.ts'
import { SeriesRecorder } from './series-recorder.ts'

/** The course of one Service during a rollout, from the request on. */
export class ServiceCourse {
  readonly view: EndpointView
  readonly #rollout: Rollout
  readonly #snapshot: Snapshot
  readonly #recorder: SeriesRecorder

  /** @param service `namespace/name` @param snapshot at the request; moved on by the caller */
  constructor(service: string, rollout: Rollout, snapshot: Snapshot) {
    this.view = new EndpointView(service, snapshot)
    this.#rollout = rollout
    this.#snapshot = snapshot
    this.#recorder = new SeriesRecorder(service)
    this.#read(rollout.requested)
  }

  get service(): string {
    return this.view.service
  }

  /** Take a change of a slice; those of other Services move nothing. */
  applySlice(applied: AppliedChange, moment: Moment): EndpointMove[] {
    const moves = this.view.applySlice(applied, moment.seq, this.#snapshot)
    if (moves.length > 0) this.#read(moment)
    return moves
  }

  /** A Pod was seen, perhaps after its endpoint. */
  applyPod(pod: Pod, moment: Moment): void {
    if (this.view.applyPod(pod)) this.#read(moment)
  }

  /** What is wanted may be another number now. */
  wantAgain(moment: Moment): void {
    this.#read(moment)
  }

  series(revisions: RevisionPair): RolloutSeries {
    return this.#recorder.series(revisions)
  }

  get #wants(): ServiceWants {
    const { kind, uid } = this.#rollout.workload
    return serviceWants(this.service, this.#snapshot.byUid(kind, uid), this.#snapshot)
  }

  #read(moment: Moment): void {
    const { readyByRevision, servingTerminating } = this.view
    this.#recorder.read(moment, { ready: readyByRevision, servingTerminating, wants: this.#wants })
  }
}
