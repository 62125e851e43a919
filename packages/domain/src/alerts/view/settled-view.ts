import type { EndpointTransition } from '../../causes/cause-types.ts'
import type { EndpointIdentity, EndpointState, LedgerEntry, LedgerInterval } from '../../endpoints/ledger-types.ts'
import type { Evidence } from '../../history/change.ts'
import type { Moment } from '../../rollouts/rollout-types.ts'

/** A view is settled when nothing happened for this long, … */
const QUIET_MS = 1000
/** … or after this long whatever happens (rule H.1). */
const LONGEST_MS = 3000

/** One identity of a Service, as its slices said last. */
export interface ViewedEndpoint {
  readonly state: EndpointState
  /** Epoch ms: since when it is in this state. */
  readonly since: number
  /** `namespace/name` of the Pod, where the target is one. */
  readonly pod?: string
}

/** What one identity went through between two settled views. `before` and `after` are `undefined` where it was not there. */
export interface SettledChange {
  readonly identity: EndpointIdentity
  readonly before: ViewedEndpoint | undefined
  readonly after: ViewedEndpoint | undefined
  /** The transition that made it ready or took that away; where neither, the last one. */
  readonly transition: EndpointTransition
}

/** When a change was told, and how it is known. */
export interface ToldMoment extends Moment {
  readonly evidence: Evidence
}

interface Pending {
  readonly before: ViewedEndpoint | undefined
  transition: EndpointTransition
}

interface Move {
  readonly identity: EndpointIdentity
  readonly to: EndpointState | undefined
  readonly pod: string | undefined
}

/**
 * The endpoints of one Service, and which of them differ from the view that was settled last (rule H.1): moves between slices
 * and slices that are made anew never show.
 */
export class SettledView {
  /** `namespace/name`. */
  readonly service: string
  readonly #endpoints = new Map<EndpointIdentity, ViewedEndpoint>()
  readonly #notReady = new Map<EndpointIdentity, ViewedEndpoint>()
  readonly #pending = new Map<EndpointIdentity, Pending>()
  #firstAt = 0
  #lastAt = 0

  constructor(service: string) {
    this.service = service
  }

  get size(): number {
    return this.#endpoints.size
  }

  get ready(): number {
    return this.#endpoints.size - this.#notReady.size
  }

  /** Those that are there and not ready. */
  get notReady(): ReadonlyMap<EndpointIdentity, ViewedEndpoint> {
    return this.#notReady
  }

  has(identity: EndpointIdentity): boolean {
    return this.#endpoints.has(identity)
  }

  isReady(identity: EndpointIdentity): boolean {
    return this.#endpoints.get(identity)?.state === 'ready'
  }

  /** Epoch ms at which the view settles; `undefined` while nothing differs. */
  get settlesAt(): number | undefined {
    return this.#pending.size === 0 ? undefined : Math.min(this.#lastAt + QUIET_MS, this.#firstAt + LONGEST_MS)
  }

  /** What was so when Portolan first looked, or started again: settled at once, no change. */
  adopt({ identity, state, from, pod }: LedgerInterval): void {
    this.#put(identity, { state, since: from, ...(pod !== undefined && { pod }) })
  }

  /** Take what a change wrote into the ledger of this Service. */
  note(entry: LedgerEntry, moment: ToldMoment): void {
    if (entry.type === 'interval-opened') this.#opened(entry.interval, moment)
    else if (entry.type === 'interval-closed' && entry.closed === 'left') this.#left(entry.identity, moment)
  }

  /** What differs since it settled last, in the order in which it began; from now on this is the settled view. */
  settle(): SettledChange[] {
    const changes = [...this.#pending].map(([identity, { before, transition }]) => {
      return { identity, before, after: this.#endpoints.get(identity), transition }
    })
    this.#pending.clear()
    return changes.filter(({ before, after }) => before?.state !== after?.state)
  }

  #opened(interval: LedgerInterval, moment: ToldMoment): void {
    if (interval.evidence === 'initial') {
      this.adopt(interval)
      return
    }
    const { identity, state, pod } = interval
    this.#differ({ identity, to: state, pod }, moment)
    this.#put(identity, { state, since: moment.at, ...(pod !== undefined && { pod }) })
  }

  #left(identity: EndpointIdentity, moment: ToldMoment): void {
    if (!this.#endpoints.has(identity)) return
    this.#differ({ identity, to: undefined, pod: this.#endpoints.get(identity)?.pod }, moment)
    this.#endpoints.delete(identity)
    this.#notReady.delete(identity)
  }

  #differ(move: Move, moment: ToldMoment): void {
    const before = this.#endpoints.get(move.identity)
    const transition = this.#transition(move, before, moment)
    const pending = this.#pending.get(move.identity)
    if (this.#pending.size === 0) this.#firstAt = moment.at
    this.#lastAt = moment.at
    if (pending === undefined) this.#pending.set(move.identity, { before, transition })
    else if (isAboutReadiness(transition) || !isAboutReadiness(pending.transition)) pending.transition = transition
  }

  #transition({ identity, to, pod }: Move, before: ViewedEndpoint | undefined, moment: ToldMoment): EndpointTransition {
    const { at, notBefore, seq, evidence } = moment
    const told = { from: before?.state, to, at, notBefore, seq, evidence }
    return { service: this.service, identity, ...(pod !== undefined && { pod }), ...told }
  }

  #put(identity: EndpointIdentity, endpoint: ViewedEndpoint): void {
    this.#endpoints.set(identity, endpoint)
    if (endpoint.state === 'ready') this.#notReady.delete(identity)
    else this.#notReady.set(identity, endpoint)
  }
}

function isAboutReadiness({ from, to }: EndpointTransition): boolean {
  return (from === 'ready') !== (to === 'ready')
}
