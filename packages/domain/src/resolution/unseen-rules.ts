import type { Snapshot } from '../history/snapshot.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import { absenceState } from '../topology/edge-state.ts'
import type { ReadRequest } from './request/read-request.ts'
import type { TrafficEntry } from './resolution.ts'

const INGRESS_KINDS = ['Ingress'] as const satisfies readonly WatchedKind[]

const GATEWAY_KINDS = {
  http: ['Gateway', 'HTTPRoute', 'GRPCRoute'],
  https: ['Gateway', 'HTTPRoute', 'GRPCRoute', 'TLSRoute'],
  tls: ['Gateway', 'TLSRoute'],
  tcp: ['Gateway', 'TCPRoute'],
  udp: ['Gateway', 'UDPRoute'],
} as const satisfies Record<ReadRequest['protocol'], readonly WatchedKind[]>

/**
 * The first kind of rules of which some that match a request may exist unseen; what the server does not serve has none.
 *
 * @param kind of the entry that answers; absent: any may
 */
export function unseenRules(
  snapshot: Snapshot,
  { protocol }: Pick<ReadRequest, 'protocol'>,
  kind?: TrafficEntry['kind'],
): WatchedKind | undefined {
  const kinds: readonly WatchedKind[] = [
    ...(kind === 'gateway' ? [] : INGRESS_KINDS),
    ...(kind === 'ingress-controller' ? [] : GATEWAY_KINDS[protocol]),
  ]
  return kinds.find(
    (each) => snapshot.visibilityOf(each) !== 'absent' && absenceState(snapshot, each, undefined) === 'unknown',
  )
}
