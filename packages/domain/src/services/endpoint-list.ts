import { endpointRevision } from '../endpoints/endpoint-revision.ts'
import type { EndpointIdentity, EndpointState } from '../endpoints/ledger-types.ts'
import type { Occurrence, SliceUnion } from '../endpoints/slice-union.ts'
import type { Snapshot } from '../history/snapshot.ts'
import {
  type Endpoint,
  type EndpointConditions,
  type EndpointPort,
  isReady,
  isServing,
  isTerminating,
} from '../kubernetes/endpoint-slice.ts'
import { compareText } from '../text-order.ts'

/** What people call the state of an endpoint (rule D.5). */
export type EndpointDisplayState = 'ready' | 'not-ready' | 'draining' | 'terminating' | 'published-not-ready'

/** One endpoint identity of a Service, as the slice that counts tells of it. */
export interface ServiceEndpoint {
  readonly identity: EndpointIdentity
  readonly address: string
  readonly state: EndpointState
  readonly display: EndpointDisplayState
  /** As written: an absent condition was not reported. */
  readonly conditions: EndpointConditions
  /** The name it has under the Service's: `<hostname>.<service>.<namespace>.svc`. */
  readonly hostname?: string
  /** `namespace/name`, where the target is a Pod. */
  readonly pod?: string
  readonly node?: string
  readonly zone?: string
  readonly revision?: string
  readonly ports: readonly EndpointPort[]
  /** Name of the slice. */
  readonly slice: string
}

/** Every endpoint identity once, ascending by address, then identity. */
export function endpointList(union: SliceUnion, namespace: string, snapshot: Snapshot): ServiceEndpoint[] {
  const endpoints = [...union.all()].map(([identity, occurrence]) =>
    serviceEndpoint(identity, occurrence, { namespace, snapshot }),
  )
  return endpoints.sort((a, b) => compareText(a.address, b.address) || compareText(a.identity, b.identity))
}

/**
 * `draining` still serves while it terminates; proxies fall back on it where nothing is ready. `published-not-ready` receives
 * traffic only because the Service publishes endpoints whatever their Pod says.
 */
export function displayState(endpoint: Endpoint): EndpointDisplayState {
  if (isReady(endpoint)) return isServing(endpoint) && !isTerminating(endpoint) ? 'ready' : 'published-not-ready'
  if (!isTerminating(endpoint)) return 'not-ready'
  return isServing(endpoint) ? 'draining' : 'terminating'
}

function serviceEndpoint(
  identity: EndpointIdentity,
  occurrence: Occurrence,
  { namespace, snapshot }: { namespace: string; snapshot: Snapshot },
): ServiceEndpoint {
  const { endpoint, slice, state } = occurrence
  const { addresses, conditions, hostname, nodeName, targetRef, zone } = endpoint
  const revision = endpointRevision(endpoint, snapshot)
  return {
    identity,
    address: addresses[0] ?? '',
    state,
    display: displayState(endpoint),
    conditions,
    ...(hostname !== undefined && { hostname }),
    ...(targetRef?.kind === 'Pod' && { pod: `${targetRef.namespace ?? namespace}/${targetRef.name}` }),
    ...(nodeName !== undefined && { node: nodeName }),
    ...(zone !== undefined && { zone }),
    ...(revision !== undefined && { revision }),
    ports: snapshot.find('EndpointSlice', namespace, slice.name)?.ports ?? [],
    slice: slice.name,
  }
}
