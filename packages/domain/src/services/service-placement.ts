import type { Snapshot } from '../history/snapshot.ts'
import { keyOf, type ObjectKey } from '../kubernetes/object-key.ts'
import { machineFacts } from '../topology/nodes/machine-node.ts'
import { countsByNode, type EndpointsOnNode, unionOfService } from './endpoint-counts.ts'

/** On which nodes the endpoints of a Service are. */
export interface ServicePlacement {
  readonly service: ObjectKey
  /** Ascending by node; those without one last. */
  readonly byNode: readonly EndpointsOnNode[]
}

/** Services of a namespace that have endpoints, in no promised order. Costs a look at each endpoint. */
export function* servicePlacements(snapshot: Snapshot, namespace: string): IterableIterator<ServicePlacement> {
  for (const service of snapshot.ofKind('Service', namespace)) {
    const byNode = countsByNode(unionOfService(snapshot, namespace, service.metadata.name))
    if (byNode.length > 0) yield { service: keyOf(service), byNode }
  }
}

/** What is known of a node that endpoints are on; only its name where Nodes may not be read, and where it went. */
export interface NodePlace {
  readonly name: string
  readonly zone?: string
  readonly isReady?: boolean
  /** Not cordoned. */
  readonly isSchedulable?: boolean
}

/** What is known of a Node; its name alone where it was not seen. */
export function nodePlace(snapshot: Snapshot, name: string): NodePlace {
  const node = snapshot.find('Node', undefined, name)
  return node === undefined ? { name } : { name, ...machineFacts(node) }
}
