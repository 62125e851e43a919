import type { Snapshot } from '../../history/snapshot.ts'
import { untilMoved } from '../../history/until-moved.ts'
import type { Gateway } from '../../kubernetes/gateway.ts'
import type { Ingress } from '../../kubernetes/ingress.ts'
import { keyOf, type ObjectKey, objectKey, parseObjectKey } from '../../kubernetes/object-key.ts'
import { isPodReady } from '../../kubernetes/pod-ready.ts'
import { addressBook } from '../address-book.ts'
import type { AddressMatch } from '../edge-facts.ts'
import type { EdgeOf } from '../topology.ts'
import { ADDRESS_KIND } from '../virtual-kinds.ts'

/** Ready Pods that look like an Ingress controller, by the node they run on. */
const controllersOnNode = untilMoved((snapshot) => {
  const byNode = new Map<string, ObjectKey[]>()
  for (const object of snapshot.ingressControllers()) {
    const node = object.kind === 'Pod' && isPodReady(object) ? object.spec.nodeName : undefined
    if (node !== undefined) byNode.set(node, [...(byNode.get(node) ?? []), keyOf(object)].sort())
  }
  return byNode
})

/**
 * The addresses an Ingress or a Gateway is published under. A controller wrote them into its status: of each it is told which
 * Service or Node has the same, and which controllers run on that Node. No match: an address that the API does not know.
 * Source: networking.k8s.io/v1 Ingress.status.loadBalancer, gateway.networking.k8s.io/v1 Gateway.status.addresses, rule D.1.6.
 */
export function publishedFrontEdges(object: Ingress | Gateway, snapshot: Snapshot): EdgeOf<'front'>[] {
  return [...new Set(addressesOf(object))].map((address) => ({
    from: objectKey(ADDRESS_KIND, undefined, address),
    to: keyOf(object),
    relation: 'front',
    state: 'resolved',
    facts: { via: 'status', matches: matchesOf(address, snapshot) },
  }))
}

function addressesOf(object: Ingress | Gateway): string[] {
  if (object.kind === 'Gateway') return object.status.addresses.flatMap(({ value }) => value ?? [])
  return object.status.loadBalancer.ingress.flatMap(({ ip, hostname }) => ip ?? hostname ?? [])
}

function matchesOf(address: string, snapshot: Snapshot): readonly AddressMatch[] {
  return (addressBook(snapshot).get(address) ?? []).map((holder) => {
    const { kind, name = '' } = parseObjectKey(holder.object) ?? {}
    return kind === 'Node' ? { ...holder, controllers: controllersOnNode(snapshot).get(name) ?? [] } : holder
  })
}
