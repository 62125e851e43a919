import type { EndpointIdentity, EndpointState } from '../endpoints/ledger-types.ts'
import { serviceOfSlice } from '../endpoints/slice-service.ts'
import { type Occurrence, SliceUnion } from '../endpoints/slice-union.ts'
import type { RecordedChange } from '../history/change.ts'
import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import { isEqualJson } from '../json-value.ts'
import type { EndpointSlice } from '../kubernetes/endpoint-slice.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import type { EndpointTransition } from './cause-types.ts'

/** How an identity stands in a Service. */
interface Standing {
  readonly state: EndpointState
  /** `undefined`: it was there, and not ready, when it was first looked at. */
  readonly wasReady: boolean | undefined
  /** `namespace/name` of its Pod. */
  readonly pod: string | undefined
}

/** The endpoints of one Service. */
interface ServiceEndpoints {
  readonly union: SliceUnion
  readonly standings: Map<EndpointIdentity, Standing>
}

/**
 * Turns slices, change by change, into what happened to endpoint identities: joined, left, became ready or no longer is
 * (rule H.2). A move between slices is nothing, an end that was unready before or goes on serving is no flip, and what was there
 * when Portolan first looked did not join.
 *
 * Holds a record per endpoint and Service that is there now.
 */
export class TransitionFold {
  readonly #services = new Map<string, ServiceEndpoints>()

  /** @param snapshot what is there when the fold begins; not asked again */
  constructor(snapshot: Snapshot) {
    for (const slice of snapshot.ofKind('EndpointSlice')) {
      const service = serviceOfSlice(slice)
      if (service !== undefined) this.#endpointsOf(service).union.receive(slice, undefined, 0)
    }
    for (const [service, { standings, union }] of this.#services) {
      for (const [identity, occurrence] of union.all())
        standings.set(identity, standingOf(service, occurrence, undefined))
    }
  }

  /** What one change did; Services in the order in which it left and joined them. */
  apply(change: RecordedChange, { after, before }: AppliedChange): EndpointTransition[] {
    const left = asSlice(before)
    const joined = asSlice(after)
    const from = left && serviceOfSlice(left)
    const to = joined && serviceOfSlice(joined)
    const transitions: EndpointTransition[] = []
    if (left && from !== undefined && from !== to) transitions.push(...this.#remove(from, left, change))
    if (joined && to !== undefined)
      transitions.push(...this.#receive(to, { joined, left: from === to ? left : undefined }, change))
    return transitions
  }

  #receive(
    service: string,
    { joined, left }: { readonly joined: EndpointSlice; readonly left: EndpointSlice | undefined },
    change: RecordedChange,
  ): EndpointTransition[] {
    const touched = this.#endpointsOf(service).union.receive(joined, left, change.seq)
    const transitions = this.#settle(service, touched, change)
    const isRepacked = transitions.length > 0 || left === undefined || isEqualJson(left.ports, joined.ports)
    return isRepacked ? transitions : [portsTransition(service, joined, change)]
  }

  #remove(service: string, slice: EndpointSlice, change: RecordedChange): EndpointTransition[] {
    const endpoints = this.#endpointsOf(service)
    const transitions = this.#settle(service, endpoints.union.remove(slice), change)
    if (endpoints.union.sliceCount === 0) this.#services.delete(service)
    return transitions
  }

  /** Bring the identities in line with what the slices say of them now. */
  #settle(service: string, touched: Iterable<EndpointIdentity>, change: RecordedChange): EndpointTransition[] {
    const { standings, union } = this.#endpointsOf(service)
    const isFirstLook = change.evidence === 'initial'
    const transitions: EndpointTransition[] = []
    for (const identity of touched) {
      const occurrence = union.find(identity)
      const before = standings.get(identity)
      const after = occurrence && standingOf(service, occurrence, before ?? (isFirstLook ? undefined : 'joined'))
      if (after) standings.set(identity, after)
      else standings.delete(identity)
      const pod = (after ?? before)?.pod
      const isNews = !isFirstLook && before?.state !== after?.state && isChurn(before?.state, after?.state)
      if (isNews) transitions.push(transitionOf({ service, identity, pod, before, after }, change))
    }
    return transitions
  }

  #endpointsOf(service: string): ServiceEndpoints {
    const known = this.#services.get(service)
    if (known) return known
    const endpoints: ServiceEndpoints = { union: new SliceUnion(), standings: new Map() }
    this.#services.set(service, endpoints)
    return endpoints
  }
}

const asSlice = (object: AppliedChange['after']): EndpointSlice | undefined =>
  object?.kind === 'EndpointSlice' ? object : undefined

/** Joining, leaving, becoming ready and ceasing to be so. */
function isChurn(from: EndpointState | undefined, to: EndpointState | undefined): boolean {
  return from === undefined || to === undefined || from === 'ready' || to === 'ready'
}

/** @param before `joined` for an identity that was not there, `undefined` for one that is looked at for the first time */
function standingOf(
  service: string,
  { endpoint: { targetRef }, state }: Occurrence,
  before: Standing | 'joined' | undefined,
): Standing {
  const namespace = targetRef?.namespace ?? service.split('/', 1)[0]
  const wasReady = before === 'joined' ? false : before?.wasReady
  return {
    state,
    wasReady: state === 'ready' || wasReady,
    pod: targetRef?.kind === 'Pod' ? `${namespace}/${targetRef.name}` : undefined,
  }
}

interface Settled {
  readonly service: string
  readonly identity: EndpointIdentity
  readonly pod: string | undefined
  readonly before: Standing | undefined
  readonly after: Standing | undefined
}

function transitionOf(
  { after, before, identity, pod, service }: Settled,
  { evidence, observedAt: at, observedFrom: notBefore, seq }: RecordedChange,
): EndpointTransition {
  const wasReadyBefore = before === undefined ? false : before.wasReady
  return {
    ...{ service, identity, ...(pod !== undefined && { pod }), from: before?.state, to: after?.state },
    ...{ at, notBefore, seq, evidence },
    ...(wasReadyBefore !== undefined && { wasReadyBefore }),
  }
}

function portsTransition(
  service: string,
  slice: EndpointSlice,
  { evidence, observedAt: at, observedFrom: notBefore, seq }: RecordedChange,
): EndpointTransition {
  return { service, identity: keyOf(slice), from: 'ready', to: 'ready', at, notBefore, seq, evidence }
}
