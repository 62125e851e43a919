import type { EndpointState } from '../../endpoints/ledger-types.ts'
import { type LaneEndpoint, MAX_LANE_ENDPOINTS } from '../lane-types.ts'
import type { Moment } from '../rollout-types.ts'

/** The endpoints of one Pod, stretch by stretch, in bounded memory: the oldest stretches go first. */
export class LaneEndpoints {
  readonly #closed: LaneEndpoint[] = []
  /** By Service. */
  readonly #open = new Map<string, LaneEndpoint>()
  #leftOut = 0

  get leftOut(): number {
    return this.#leftOut
  }

  /** It was so when the rollout was requested. */
  inherit(service: string, state: EndpointState, from: Moment): void {
    this.#open.set(service, { service, state, from, isInherited: true })
  }

  /** From this moment on it is so; `undefined` where no slice of the Service holds it. */
  move(service: string, state: EndpointState | undefined, moment: Moment): void {
    const open = this.#open.get(service)
    if (open) this.#closed.push({ ...open, to: moment })
    if (state === undefined) this.#open.delete(service)
    else this.#open.set(service, { service, state, from: moment, isInherited: false })
    if (this.#closed.length + this.#open.size > MAX_LANE_ENDPOINTS && this.#closed.shift()) this.#leftOut++
  }

  /** By Service, then as they followed. */
  stretches(): LaneEndpoint[] {
    const stretches = [...this.#closed, ...this.#open.values()]
    return stretches.sort((a, b) =>
      a.service === b.service ? a.from.seq - b.from.seq : a.service < b.service ? -1 : 1,
    )
  }
}
