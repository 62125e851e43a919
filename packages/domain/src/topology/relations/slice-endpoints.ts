import { endpointRevision } from '../../endpoints/endpoint-revision.ts'
import { endpointState } from '../../endpoints/endpoint-state.ts'
import type { Snapshot } from '../../history/snapshot.ts'
import {
  type Endpoint,
  type EndpointSlice,
  type EndpointTarget,
  isReady,
  isServing,
  isTerminating,
} from '../../kubernetes/endpoint-slice.ts'
import { keyOf, type ObjectKey, objectKey } from '../../kubernetes/object-key.ts'
import { absenceState, edgeState } from '../edge-state.ts'
import type { EdgeOf, EdgeState } from '../topology.ts'
import { ADDRESS_KIND } from '../virtual-kinds.ts'

/**
 * The endpoints of a slice, each to its target by uid, or to its bare address where it has no target.
 *
 * A Pod of the same name with another uid is another Pod: the edge is `missing` although the key exists. A target that is
 * named without a uid can only be matched by name: `ambiguous`.
 * Source: discovery.k8s.io/v1 EndpointSlice.endpoints, rules D.4.5 to D.4.8.
 */
export function sliceEndpointEdges(slice: EndpointSlice, snapshot: Snapshot): EdgeOf<'endpoint'>[] {
  const from = keyOf(slice)
  return slice.endpoints.map((endpoint) => {
    const facts = endpointFacts(slice, endpoint, snapshot)
    return { from, ...target(slice, endpoint, snapshot), relation: 'endpoint', facts }
  })
}

function target(
  slice: EndpointSlice,
  { addresses, targetRef }: Endpoint,
  snapshot: Snapshot,
): { to: ObjectKey; state: EdgeState } {
  const { namespace } = slice.metadata
  if (!targetRef) return { to: objectKey(ADDRESS_KIND, namespace, addresses[0] ?? ''), state: 'resolved' }
  const to = objectKey(targetRef.kind, targetRef.namespace ?? namespace, targetRef.name)
  return { to, state: targetState(targetRef, namespace, snapshot) }
}

function targetState(targetRef: EndpointTarget, sliceNamespace: string | undefined, snapshot: Snapshot): EdgeState {
  const { kind, name, uid, namespace = sliceNamespace } = targetRef
  if (uid === undefined) {
    const state = edgeState(snapshot, { kind, namespace, name })
    return state === 'resolved' ? 'ambiguous' : state
  }
  return snapshot.byUid(kind, uid) ? 'resolved' : absenceState(snapshot, kind, namespace)
}

function endpointFacts(slice: EndpointSlice, endpoint: Endpoint, snapshot: Snapshot): EdgeOf<'endpoint'>['facts'] {
  const { addresses, hints, hostname, nodeName, targetRef, zone } = endpoint
  const uid = targetRef?.uid
  const revision = endpointRevision(endpoint, snapshot)
  return {
    ready: isReady(endpoint),
    serving: isServing(endpoint),
    terminating: isTerminating(endpoint),
    state: endpointState(endpoint),
    addresses,
    ports: slice.ports,
    ...(nodeName !== undefined && { node: nodeName }),
    ...(zone !== undefined && { zone }),
    ...(hostname !== undefined && { hostname }),
    ...(hints && { hints }),
    ...(targetRef === undefined && samePodIp(slice, endpoint, snapshot)),
    ...(revision !== undefined && { revision }),
    ...(uid !== undefined && { uid }),
  }
}

/** A hint, no target: who else has the address (rule D.4.5). Costs a look at the Pods of the namespace. */
function samePodIp(
  { metadata }: EndpointSlice,
  { addresses: [address] }: Endpoint,
  snapshot: Snapshot,
): Pick<EdgeOf<'endpoint'>['facts'], 'samePodIp'> {
  for (const pod of snapshot.ofKind('Pod', metadata.namespace)) {
    if (pod.status.podIPs.some(({ ip }) => ip === address)) return { samePodIp: keyOf(pod) }
  }
  return {}
}
