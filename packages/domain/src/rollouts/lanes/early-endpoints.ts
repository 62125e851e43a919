import type { EndpointIdentity } from '../../endpoints/ledger-types.ts'
import type { EndpointMove } from '../endpoint-view.ts'
import type { Telling } from './phase-book.ts'

/** What a slice told of an endpoint whose Pod was not told yet. */
export interface EarlyMove {
  readonly service: string
  readonly move: EndpointMove
  readonly telling: Telling
}

/** Endpoints that are told before their Pods: slices and Pods come on two streams. Holds those that are there now. */
export class EarlyEndpoints {
  readonly #moves = new Map<EndpointIdentity, EarlyMove[]>()

  note(early: EarlyMove): void {
    const { identity, to } = early.move
    const others = (this.#moves.get(identity) ?? []).filter(({ service }) => service !== early.service)
    const moves = to === undefined ? others : [...others, { ...early, move: { ...early.move, from: undefined } }]
    if (moves.length === 0) this.#moves.delete(identity)
    else this.#moves.set(identity, moves)
  }

  /** The Pod is told now. */
  take(identity: EndpointIdentity): readonly EarlyMove[] {
    const moves = this.#moves.get(identity) ?? []
    this.#moves.delete(identity)
    return moves
  }
}
