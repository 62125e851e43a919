import { type Endpoint, type EndpointSlice, endpointIdentity, isTerminating } from '../kubernetes/endpoint-slice.ts'
import { endpointState } from './endpoint-state.ts'
import type { EndpointIdentity, EndpointState } from './ledger-types.ts'
import { serviceUidOfSlice } from './slice-service.ts'

/** A slice as it was last received: one object for all its versions, so that it is new for every endpoint at once. */
export interface ReceivedSlice {
  readonly name: string
  /** `seq` of the change that brought it so. */
  readonly seq: number
  /** uid of the Service object its controller made it for; absent for mirrored and hand-made slices. */
  readonly serviceUid: string | undefined
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
  readonly #slices = new Map<string, { -readonly [Field in keyof ReceivedSlice]: ReceivedSlice[Field] }>()
  /** Almost always one occurrence each. Never an empty list. */
  readonly #occurrences = new Map<EndpointIdentity, readonly Occurrence[]>()
  /** How many identities occur more than once. */
  #repeated = 0

  /** How many slices there are; a slice without endpoints counts. */
  get sliceCount(): number {
    return this.#slices.size
  }

  /**
   * Take a slice in the place of its version before, if there was one. While no identity is in two slices it costs what differs
   * between the versions, where those share the endpoints that are the same, as the objects of a snapshot do.
   *
   * @returns the identities it holds or held whose occurrence may be another now
   */
  receive(slice: EndpointSlice, before: EndpointSlice | undefined, seq: number): Set<EndpointIdentity> {
    const received = this.#receivedAs(slice, seq)
    const [left, joined] =
      before === undefined || this.#repeated > 0
        ? [before?.endpoints ?? [], slice.endpoints]
        : differingEndpoints(before, slice)
    const touched = before ? this.#takeOut(before, left) : new Set<EndpointIdentity>()
    for (const endpoint of joined) {
      const identity = endpointIdentity(slice, endpoint)
      const occurrence = { slice: received, endpoint, state: endpointState(endpoint) }
      this.#keep(identity, [...(this.#occurrences.get(identity) ?? []), occurrence])
      touched.add(identity)
    }
    return touched
  }

  /**
   * Forget a slice.
   * @returns the identities it held; empty for a slice that is not here
   */
  remove(slice: EndpointSlice): Set<EndpointIdentity> {
    return this.#slices.delete(slice.metadata.name) ? this.#takeOut(slice, slice.endpoints) : new Set()
  }

  /** The occurrence that says how the identity is; `undefined` when no slice holds it. */
  find(identity: EndpointIdentity): Occurrence | undefined {
    return this.#occurrences.get(identity)?.reduce(decisive)
  }

  /** Every identity with the occurrence that counts, in no promised order. */
  *all(): IterableIterator<readonly [EndpointIdentity, Occurrence]> {
    for (const [identity, occurrences] of this.#occurrences) yield [identity, occurrences.reduce(decisive)]
  }

  #receivedAs(slice: EndpointSlice, seq: number): ReceivedSlice {
    const { name } = slice.metadata
    const version = { name, seq, serviceUid: serviceUidOfSlice(slice) }
    const received = Object.assign(this.#slices.get(name) ?? version, version)
    this.#slices.set(name, received)
    return received
  }

  #takeOut(version: EndpointSlice, endpoints: readonly Endpoint[]): Set<EndpointIdentity> {
    const touched = new Set<EndpointIdentity>()
    for (const endpoint of endpoints) {
      const identity = endpointIdentity(version, endpoint)
      touched.add(identity)
      const occurrences = this.#occurrences.get(identity) ?? []
      this.#keep(
        identity,
        occurrences.filter(({ slice }) => slice.name !== version.metadata.name),
      )
    }
    return touched
  }

  #keep(identity: EndpointIdentity, occurrences: readonly Occurrence[]): void {
    const before = this.#occurrences.get(identity)?.length ?? 0
    this.#repeated += Number(occurrences.length > 1) - Number(before > 1)
    if (occurrences.length > 0) this.#occurrences.set(identity, occurrences)
    else this.#occurrences.delete(identity)
  }
}

/** The endpoints of both versions but those that they share at their beginning and at their end. */
function differingEndpoints(before: EndpointSlice, after: EndpointSlice): [readonly Endpoint[], readonly Endpoint[]] {
  const [left, joined] = [before.endpoints, after.endpoints]
  if (before.addressType !== after.addressType) return [left, joined]
  const shortest = Math.min(left.length, joined.length)
  let first = 0
  while (first < shortest && left[first] === joined[first]) first++
  let last = 0
  while (last < shortest - first && left.at(-1 - last) === joined.at(-1 - last)) last++
  return [left.slice(first, left.length - last), joined.slice(first, joined.length - last)]
}

const RANK: Readonly<Record<EndpointState, number>> = { ready: 0, unready: 1, 'terminating-serving': 2, terminating: 3 }

/** Which of two occurrences of one identity counts (rule D.4.7); within one slice the one in better state. */
function decisive(a: Occurrence, b: Occurrence): Occurrence {
  const terminating = Number(isTerminating(a.endpoint)) - Number(isTerminating(b.endpoint))
  const verdict = terminating || b.slice.seq - a.slice.seq || RANK[a.state] - RANK[b.state]
  return verdict <= 0 ? a : b
}
