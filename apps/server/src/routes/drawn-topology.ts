import { buildTopology, type Snapshot, type Topology, type TopologyView, type WatchedKind } from '@portolan/domain'
import { TooLargeError } from '../errors.ts'

/** Nobody can look at more, and building it would hold everybody else up. */
const MAX_NODES = 25_000

const DRAWN_KINDS = ['Service', 'Ingress', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] as const
const ENDPOINT_KINDS = ['EndpointSlice', 'Pod', 'Deployment', 'StatefulSet', 'DaemonSet'] as const

/** The topology of a snapshot, where it is one that can be looked at. @throws {TooLargeError} it has too many nodes */
export function drawnTopology(snapshot: Snapshot, wanted: TopologyView): Topology {
  refuseIfTooLarge(snapshot, wanted)
  const topology = buildTopology(snapshot, wanted)
  if (topology.nodes.length > MAX_NODES) throw tooLarge(wanted)
  return topology
}

/** Counts before building: a topology that is refused must not cost what it would have cost. */
function refuseIfTooLarge(snapshot: Snapshot, wanted: TopologyView): void {
  if (wanted.focus !== undefined) return
  const kinds: readonly WatchedKind[] = wanted.detail === 'services' ? DRAWN_KINDS : [...DRAWN_KINDS, ...ENDPOINT_KINDS]
  let count = 0
  for (const kind of kinds) {
    for (const namespace of wanted.namespaces ?? [undefined]) {
      count += snapshot.count(kind, namespace)
      if (count > MAX_NODES) throw tooLarge(wanted)
    }
  }
}

function tooLarge({ detail }: TopologyView): TooLargeError {
  const remedy = detail === 'services' ? 'Ask for some namespaces' : 'Ask for some namespaces, or for detail=services'
  return new TooLargeError(`This topology has more than ${MAX_NODES} nodes. ${remedy}.`)
}
