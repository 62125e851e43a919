import { untilMoved } from '../history/until-moved.ts'
import { type ObjectKey, objectKey } from '../kubernetes/object-key.ts'
import type { Service } from '../kubernetes/service.ts'

/** An object that has an address, and where it says so. */
export interface AddressHolder {
  readonly object: ObjectKey
  readonly field: 'status.loadBalancer.ingress' | 'spec.externalIPs' | 'spec.clusterIPs' | 'status.addresses'
}

/**
 * Which Services and Nodes have which address, IP or hostname: of load balancers first, then external IPs, cluster IPs, nodes.
 * Equal addresses do not prove that traffic to one reaches the other (rule D.1.6, a heuristic).
 */
export const addressBook = untilMoved((snapshot): ReadonlyMap<string, readonly AddressHolder[]> => {
  const holders = new Map<string, AddressHolder[]>()
  const note = (address: string, holder: AddressHolder) => {
    const known = holders.get(address)
    if (known) known.push(holder)
    else holders.set(address, [holder])
  }
  for (const service of snapshot.ofKind('Service')) noteService(service, note)
  for (const { metadata, status } of snapshot.ofKind('Node')) {
    const object = objectKey('Node', undefined, metadata.name)
    for (const { address } of status.addresses) note(address, { object, field: 'status.addresses' })
  }
  return holders
})

function noteService(
  { metadata, spec, status }: Service,
  note: (address: string, holder: AddressHolder) => void,
): void {
  const object = objectKey('Service', metadata.namespace, metadata.name)
  for (const { ip, hostname } of status.loadBalancer.ingress) {
    const address = ip ?? hostname
    if (address !== undefined) note(address, { object, field: 'status.loadBalancer.ingress' })
  }
  for (const address of spec.externalIPs) note(address, { object, field: 'spec.externalIPs' })
  for (const address of spec.clusterIPs) if (address !== 'None') note(address, { object, field: 'spec.clusterIPs' })
}
