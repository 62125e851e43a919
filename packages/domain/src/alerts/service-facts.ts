import type { EndpointIdentity } from '../endpoints/ledger-types.ts'
import type { Snapshot } from '../history/snapshot.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { Service } from '../kubernetes/service.ts'
import { isReplacing, promisedPods } from '../rollouts/rolling-budget.ts'
import { outsideExposure } from '../services/exposure.ts'
import { type Workload, wantedPods } from '../services/matching-workloads.ts'
import { routesToService } from '../services/routes-to-service.ts'
import type { Judgement } from './judgement.ts'
import type { DetectorId } from './rules/alert-rule.ts'
import type { ScopedService } from './rules/scope-match.ts'
import type { ChurnHistory } from './view/churn-history.ts'
import type { SettledView } from './view/settled-view.ts'
import type { WorkloadIndex } from './workload-index.ts'

/** What is remembered of a Service beside its objects. */
export interface KnownOfService {
  readonly view: SettledView
  readonly history: ChurnHistory
  /** Epoch ms: when it last had a ready endpoint; absent where it was never seen with one. */
  readonly lastReadyAt: number | undefined
  /** How long its endpoints took from their first appearance to ready, the last 20, ms. */
  readonly startupTimes: readonly number[]
  /** Endpoints that were never ready, and since when they are there, epoch ms. */
  readonly starting: ReadonlyMap<EndpointIdentity, number>
  /** What fires for this Service now. */
  readonly firing: ReadonlySet<DetectorId>
}

/** What detectors ask of one Service at one moment. Looked up when it is asked for, and then kept for the moment. */
export class ServiceFacts implements ScopedService, KnownOfService {
  /** Epoch ms. */
  readonly at: number
  readonly namespace: string
  readonly name: string
  readonly service: Service
  readonly view: SettledView
  readonly history: ChurnHistory
  readonly lastReadyAt: KnownOfService['lastReadyAt']
  readonly startupTimes: KnownOfService['startupTimes']
  readonly starting: KnownOfService['starting']
  readonly firing: KnownOfService['firing']
  readonly #snapshot: Snapshot
  readonly #index: WorkloadIndex
  #workloads: readonly Workload[] | undefined

  constructor({ at, snapshot, workloads }: Judgement, service: Service, known: KnownOfService) {
    this.at = at
    this.service = service
    this.namespace = service.metadata.namespace ?? ''
    this.name = service.metadata.name
    this.view = known.view
    this.history = known.history
    this.lastReadyAt = known.lastReadyAt
    this.startupTimes = known.startupTimes
    this.starting = known.starting
    this.firing = known.firing
    this.#index = workloads
    this.#snapshot = snapshot
  }

  get labels(): Readonly<Record<string, string>> {
    return this.service.metadata.labels
  }

  /** Pods wanted by the workloads that it selects; `undefined` where it selects none. */
  get desired(): number | undefined {
    return this.workloads.length === 0
      ? undefined
      : this.workloads.reduce((sum, workload) => sum + wantedPods(workload), 0)
  }

  get workloads(): readonly Workload[] {
    this.#workloads ??= this.#index.behind(this.service)
    return this.#workloads
  }

  /** Epoch ms: when the Service, or the youngest workload that it selects, was made. */
  get youngestAt(): number {
    return Math.max(...[this.service, ...this.workloads].map(({ metadata }) => Date.parse(metadata.creationTimestamp)))
  }

  /** An Ingress, a route, a load balancer, an external address or a node port leads here. */
  get isExposed(): boolean {
    return (
      outsideExposure(this.service).length > 0 || routesToService(this.namespace, this.name, this.#snapshot).length > 0
    )
  }

  /** How many endpoints its workloads promise to keep while they roll; `undefined` where none of them rolls. */
  get promised(): number | undefined {
    if (!this.workloads.some(isReplacing)) return undefined
    return this.workloads.reduce((sum, workload) => sum + promisedPods(workload), 0)
  }

  /** Pods that were never ready. */
  get startingPods(): readonly Pod[] {
    return [...this.starting.keys()].flatMap((identity) => this.pod(identity) ?? [])
  }

  pod(identity: string): Pod | undefined {
    return this.#snapshot.byUid('Pod', identity)
  }
}
