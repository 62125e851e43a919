import { type Endpoint, type EndpointSlice, endpointIdentity, isTerminating } from '../kubernetes/endpoint-slice.ts'
import { endpointState } from './endpoint-state.ts'
import type { EndpointIdentity, EndpointState } from './ledger-types.ts'
import { serviceUidOfSlice } from './slice-service.ts'

/** A slice as it was last received. */
export interface ReceivedSlice {
  readonly name: string
  /** `seq` of the change that brought it so. */
  readonly seq: number
  /** uid of the Service object its controller made it for; absent for mirrored and hand-made slices. */
  readonly serviceUid?: string | undefined
}

/** One endpoint where one slice holds it. */
export interface Occurrence {
  readonly slice: ReceivedSlice
  readonly endpoint: Endpoint
  readonly state: EndpointState
}

/**
 * The endpoint identities of one Service over all its slices.
 *
 * The same identity may be in two slices: in one per address family, or for a moment while it moves. Then what counts is the
 * occurrence that is not terminating, then the slice received later (rule D.4.7).
 */
export class SliceUnion {
  readonly #slices = new Map<string, ReceivedSlice>()
  /** Almost always one occurrence each. Never an empty list. */
  readonly #occurrences = new Map<EndpointIdentity, Occurrence[]>()

  /** How many slices there are; a slice without endpoints counts. */
  get sliceCount(): number {
    return this.#slices.size
  }

  /**
   * Take a slice in the place of its version before, if there was one.
   * @returns the identities it holds or held, whose occurrence may be another now
   */
  receive(slice: EndpointSlice, before: EndpointSlice | undefined, seq: number): Set<EndpointIdentity> {
    const { name } = slice.metadata
    const received = { name, seq, serviceUid: serviceUidOfSlice(slice) }
    this.#slices.set(name, received)
    const touched = this.#takeOut(name, before)
    for (const endpoint of slice.endpoints) {
      const identity = endpointIdentity(slice, endpoint)
      const occurrence = { slice: received, endpoint, state: endpointState(endpoint) }
      const others = this.#occurrences.get(identity)
      if (others) others.push(occurrence)
      else this.#occurrences.set(identity, [occurrence])
      touched.add(identity)
    }
    return touched
  }

  /**
   * Forget a slice.
   * @returns the identities it held; empty for a slice that is not here
   */
  remove(slice: EndpointSlice): Set<EndpointIdentity> {
    const { name } = slice.metadata
    return this.#slices.delete(name) ? this.#takeOut(name, slice) : new Set()
  }

  /** The occurrence that says how the identity is; `undefined` when no slice holds it. */
  find(identity: EndpointIdentity): Occurrence | undefined {
    return this.#occurrences.get(identity)?.reduce(decisive)
  }

  /** Every identity with the occurrence that counts, in no promised order. */
  *all(): IterableIterator<readonly [EndpointIdentity, Occurrence]> {
    for (const [identity, occurrences] of this.#occurrences) yield [identity, occurrences.reduce(decisive)]
  }

  #takeOut(name: string, version: EndpointSlice | undefined): Set<EndpointIdentity> {
    const touched = new Set<EndpointIdentity>()
    for (const endpoint of version?.endpoints ?? []) {
      const identity = endpointIdentity(version as EndpointSlice, endpoint)
      touched.add(identity)
      const rest = this.#occurrences.get(identity)?.filter(({ slice }) => slice.name !== name)
      if (rest && rest.length > 0) this.#occurrences.set(identity, rest)
      else this.#occurrences.delete(identity)
    }
    return touched
  }
}

const RANK: Readonly<Record<EndpointState, number>> = { ready: 0, unready: 1, 'terminating-serving': 2, terminating: 3 }

/** Which of two occurrences of one identity counts (rule D.4.7); within one slice the one in better state. */
function decisive(a: Occurrence, b: Occurrence): Occurrence {
  const terminating = Number(isTerminating(a.endpoint)) - Number(isTerminating(b.endpoint))
  const verdict = terminating || b.slice.seq - a.slice.seq || RANK[a.state] - RANK[b.state]
  return verdict <= 0 ? a : b
}
