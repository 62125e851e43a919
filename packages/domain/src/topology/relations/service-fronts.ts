import type { Snapshot } from '../../history/snapshot.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { Service } from '../../kubernetes/service.ts'
import { entryNodeCounts } from '../../services/answering-nodes.ts'
import { outsideExposure } from '../../services/exposure.ts'
import type { EdgeOf } from '../topology.ts'
import { ADDRESS_KIND, NODE_PORT_KIND } from '../virtual-kinds.ts'

/**
 * The ways in to a Service from outside: each address of a load balancer, each external IP, and each node port, which is one
 * edge for all nodes. The same that its page lists as `exposure`.
 * Source: v1 ServiceSpec and ServiceStatus, rule D.6.
 */
export function serviceFrontEdges(service: Service, snapshot: Snapshot): EdgeOf<'front'>[] {
  const ways = outsideExposure(service)
  const nodes = ways.length === 0 ? undefined : entryNodeCounts(service, snapshot)
  return ways.map(({ address, via, ...way }) => ({
    from: address === undefined ? objectKey(NODE_PORT_KIND, undefined, String(way.port)) : placeOf(address),
    to: keyOf(service),
    relation: 'front',
    state: 'resolved',
    facts: { via: via as 'NodePort' | 'LoadBalancer' | 'externalIPs', ...way, ...(nodes && { nodes }) },
  }))
}

/**
 * The DNS name that an ExternalName Service stands for: nothing is proxied, and it has no slices.
 * Source: v1 ServiceSpec.externalName, rule D.6.
 */
export function serviceAliasEdges(service: Service): EdgeOf<'alias'>[] {
  const { externalName, type } = service.spec
  if (type !== 'ExternalName' || externalName === undefined) return []
  return [{ from: keyOf(service), to: placeOf(externalName), relation: 'alias', state: 'resolved', facts: {} }]
}

const placeOf = (address: string) => objectKey(ADDRESS_KIND, undefined, address)
