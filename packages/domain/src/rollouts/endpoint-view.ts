import { endpointRevision } from '../endpoints/endpoint-revision.ts'
import type { EndpointIdentity, EndpointState } from '../endpoints/ledger-types.ts'
import { podRevision } from '../endpoints/pod-revision.ts'
import { serviceOfSlice } from '../endpoints/slice-service.ts'
import { SliceUnion } from '../endpoints/slice-union.ts'
import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import type { EndpointSlice } from '../kubernetes/endpoint-slice.ts'
import type { Pod } from '../kubernetes/pod.ts'

/** An identity of the view, its state and the revision of its Pod; `undefined` where the Pod is unknown or has none. */
export interface StandingEndpoint {
  readonly state: EndpointState
  readonly revision: string | undefined
}

/** One identity changed its state; `undefined` before it came and after it went. */
export interface EndpointMove {
  readonly identity: EndpointIdentity
  readonly from: EndpointState | undefined
  readonly to: EndpointState | undefined
}

/**
 * The endpoints of one Service by revision, followed slice by slice (rule H.1): one entry per identity over all slices, so
 * that a move between slices is no change.
 *
 * A snapshot does not say which of two slices with one identity came later; until one of them changes, the better state counts.
 */
export class EndpointView {
  /** `namespace/name`. */
  readonly service: string
  readonly #union = new SliceUnion()
  readonly #standing = new Map<EndpointIdentity, StandingEndpoint>()
  readonly #ready = new Map<string | undefined, number>()
  #readyTotal = 0
  #servingTerminating = 0

  constructor(service: string, snapshot: Snapshot) {
    this.service = service
    const [namespace = '', name = ''] = service.split('/')
    for (const slice of snapshot.slicesOfService(namespace, name))
      this.#take(this.#union.receive(slice, undefined, 0), snapshot)
  }

  /** A slice is there, if one without endpoints. */
  get hasSlices(): boolean {
    return this.#union.sliceCount > 0
  }

  get ready(): number {
    return this.#readyTotal
  }

  /** Terminating and still serving: kube-proxy uses them where nothing is ready (rule D.5). */
  get servingTerminating(): number {
    return this.#servingTerminating
  }

  /** How many are ready, by revision; only revisions with a ready endpoint. */
  get readyByRevision(): ReadonlyMap<string | undefined, number> {
    return this.#ready
  }

  get endpoints(): ReadonlyMap<EndpointIdentity, StandingEndpoint> {
    return this.#standing
  }

  /**
   * Take a change of a slice. Changes of other Services' slices move nothing.
   * @param snapshot after the change
   */
  applySlice({ before, after }: AppliedChange, seq: number, snapshot: Snapshot): EndpointMove[] {
    const left = this.#own(before)
    const joined = this.#own(after)
    if (joined) return this.#take(this.#union.receive(joined, left, seq), snapshot)
    return left ? this.#take(this.#union.remove(left), snapshot) : []
  }

  /** A Pod was seen, perhaps after its endpoint. @returns whether that tells the revision of an endpoint */
  applyPod(pod: Pod): boolean {
    const standing = this.#standing.get(pod.metadata.uid)
    const revision = podRevision(pod)
    if (!standing || standing.revision !== undefined || revision === undefined) return false
    this.#stand(pod.metadata.uid, { ...standing, revision })
    return true
  }

  #own(object: AppliedChange['after']): EndpointSlice | undefined {
    return object?.kind === 'EndpointSlice' && serviceOfSlice(object) === this.service ? object : undefined
  }

  #take(touched: Iterable<EndpointIdentity>, snapshot: Snapshot): EndpointMove[] {
    const moves: EndpointMove[] = []
    for (const identity of touched) {
      const occurrence = this.#union.find(identity)
      const before = this.#standing.get(identity)
      if (occurrence?.state === before?.state) continue
      const revision = before?.revision ?? (occurrence && endpointRevision(occurrence.endpoint, snapshot))
      this.#stand(identity, occurrence && { state: occurrence.state, revision })
      moves.push({ identity, from: before?.state, to: occurrence?.state })
    }
    return moves
  }

  #stand(identity: EndpointIdentity, after: StandingEndpoint | undefined): void {
    this.#count(this.#standing.get(identity), -1)
    this.#count(after, 1)
    if (after) this.#standing.set(identity, after)
    else this.#standing.delete(identity)
  }

  #count(standing: StandingEndpoint | undefined, by: 1 | -1): void {
    if (standing?.state === 'terminating-serving') this.#servingTerminating += by
    if (standing?.state !== 'ready') return
    this.#readyTotal += by
    const count = (this.#ready.get(standing.revision) ?? 0) + by
    if (count === 0) this.#ready.delete(standing.revision)
    else this.#ready.set(standing.revision, count)
  }
}
