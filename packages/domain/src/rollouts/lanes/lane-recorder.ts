import type { EndpointState } from '../../endpoints/ledger-types.ts'
import { podRevision } from '../../endpoints/pod-revision.ts'
import type { KubernetesEvent } from '../../kubernetes/kubernetes-event.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import type { EndpointMove } from '../endpoint-view.ts'
import { type LaneIncident, MAX_LANE_INCIDENTS, type PhaseMark, type PodLane } from '../lane-types.ts'
import { isReadyPod } from '../pod-book.ts'
import type { Moment } from '../rollout-types.ts'
import type { RevisionPair } from '../service-watch.ts'
import { EventPhases } from './event-phases.ts'
import { LaneEndpoints } from './lane-endpoints.ts'
import { incidentOfEvent, incidentsBetween } from './lane-incidents.ts'
import { PhaseBook, type Telling } from './phase-book.ts'
import { deletionOf, phasesOfPod } from './pod-phases.ts'

/** Two moments of one Pod and one Service, of which the second should follow the first. */
export interface MomentPair {
  readonly service: string
  readonly first: Moment
  readonly second: Moment
}

const SLICE = 'EndpointSlice.endpoints'

/** Records one Pod of a rollout: what it says, what slices say of it, what Events say. Its memory is bounded. */
export class LaneRecorder {
  #pod: Pod
  readonly #phases = new PhaseBook()
  readonly #events = new EventPhases()
  readonly #endpoints = new LaneEndpoints()
  readonly #incidents: LaneIncident[] = []
  #incidentCount = 0
  /** Services in which it was ready until it was terminating. */
  readonly #leavers = new Set<string>()
  /** When it was first told to be Ready; absent where it was so when the rollout was requested. */
  #readySince: Moment | undefined
  #wasReady: boolean
  #graceMs: number | undefined

  /** @param telling absent for a Pod that was there when the rollout was requested */
  constructor(pod: Pod, telling: Telling | undefined) {
    this.#pod = pod
    this.#wasReady = telling === undefined && isReadyPod(pod)
    this.#read(pod, telling)
    if (telling) this.#note(incidentsBetween(undefined, pod, telling))
  }

  /** Another version of the Pod. */
  see(pod: Pod, telling: Telling): void {
    this.#note(incidentsBetween(this.#pod, pod, telling))
    this.#pod = pod
    this.#read(pod, telling)
  }

  deleted(telling: Telling): void {
    this.#phases.reached({ phase: 'deleted', clock: 'portolan', source: 'watch DELETED' }, telling)
  }

  event(event: KubernetesEvent, telling: Telling): void {
    this.#note([incidentOfEvent(event, telling)])
    this.#events.see(event, telling)
  }

  /** An endpoint that was so when the rollout was requested. */
  inherit(service: string, state: EndpointState, requested: Moment): void {
    this.#endpoints.inherit(service, state, requested)
  }

  endpointMoved(service: string, { from, to }: EndpointMove, telling: Telling): void {
    this.#endpoints.move(service, to, telling.moment)
    const reached = (phase: PhaseMark['phase'], field: string) =>
      this.#phases.endpointReached({ phase, service, source: `${SLICE}[]${field}` }, telling)
    if (to !== undefined) this.#phases.endpointBack(service)
    if (from === undefined) reached('endpoint-added', '')
    if (to === 'ready') reached('endpoint-ready', '.conditions.ready')
    if (isTerminating(to) && !isTerminating(from)) reached('endpoint-terminating', '.conditions.terminating')
    if (isTerminating(to) && from === 'ready') this.#leavers.add(service)
    if (to === 'terminating') reached('not-serving', '.conditions.serving')
    if (to === undefined) reached('endpoint-removed', '')
  }

  /**
   * Ready → ready in a slice, both as received, per Service; none where it was Ready before the request.
   * @param unprobed Services that publish Pods which are not ready: their slices do not wait for it
   */
  lags(unprobed: ReadonlySet<string>): MomentPair[] {
    const first = this.#readySince
    if (first === undefined) return []
    return this.#of('endpoint-ready').flatMap(({ service, second }) =>
      unprobed.has(service) ? [] : [{ service, first, second }],
    )
  }

  /** Left the ready endpoints → no longer serves, per Service where both are known. */
  drains(): MomentPair[] {
    const terminal = this.#phases.find('terminal')?.told
    const left = this.#of('endpoint-terminating').filter(({ service }) => this.#leavers.has(service))
    return left.flatMap(({ service, second: first }) => {
      const ends = (['not-serving', 'endpoint-removed'] as const).map(
        (phase) => this.#phases.find(phase, service)?.told,
      )
      const [second] = [...ends, terminal].flatMap((end) => end ?? []).sort((a, b) => a.seq - b.seq)
      return second ? [{ service, first, second }] : []
    })
  }

  /** Share of its grace period that it took to stop; absent while that is not known, and where it had none. */
  get graceUsed(): number | undefined {
    const requested = this.#phases.find('deletion-requested')
    const exited = this.#phases.find('exited')
    if (!requested || !exited || !this.#graceMs) return undefined
    return Math.max(0, exited.at - requested.at) / this.#graceMs
  }

  lane(revisions: RevisionPair): Omit<PodLane, 'lagMs' | 'drainMs'> {
    const { metadata, spec } = this.#pod
    const revision = podRevision(this.#pod)
    const { graceUsed } = this
    for (const mark of this.#events.marks(this.#pod)) this.#phases.noted(mark)
    return {
      uid: metadata.uid,
      name: metadata.name,
      namespace: metadata.namespace ?? '',
      ...(spec.nodeName !== undefined && { node: spec.nodeName }),
      ...(revision !== undefined && { revision }),
      role: roleOf(revision, revisions),
      phases: this.#phases.marks(),
      incidents: [...this.#incidents],
      incidentsLeftOut: this.#incidentCount - this.#incidents.length,
      endpoints: this.#endpoints.stretches(),
      endpointsLeftOut: this.#endpoints.leftOut,
      ...(graceUsed !== undefined && { graceUsed }),
    }
  }

  #read(pod: Pod, telling: Telling | undefined): void {
    for (const phase of phasesOfPod(pod)) this.#phases.reached(phase, telling)
    this.#graceMs ??= deletionOf(pod)?.graceMs
    if (this.#wasReady || !isReadyPod(pod)) return
    this.#wasReady = true
    this.#readySince = telling?.moment
  }

  #note(incidents: readonly LaneIncident[]): void {
    this.#incidentCount += incidents.length
    this.#incidents.push(...incidents.slice(0, MAX_LANE_INCIDENTS - this.#incidents.length))
  }

  #of(phase: PhaseMark['phase']): { service: string; second: Moment }[] {
    return this.#phases
      .all(phase)
      .flatMap(({ service, told }) => (service !== undefined && told ? [{ service, second: told }] : []))
  }
}

const isTerminating = (state: EndpointState | undefined): boolean =>
  state === 'terminating' || state === 'terminating-serving'

function roleOf(revision: string | undefined, { from, to }: RevisionPair): PodLane['role'] {
  if (revision !== undefined && revision === to) return 'new'
  return revision !== undefined && revision === from ? 'old' : 'other'
}
