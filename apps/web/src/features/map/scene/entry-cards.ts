import type { TopologyNode } from '@portolan/contract'
import { nodeFacts } from './facts.ts'
import { type FrontDoor, frontDoor, waysTo } from './front-door.ts'
import type { EntryCard, ServiceCard } from './scene.ts'
import { identityOf, type Scope } from './scope.ts'

/**
 * Where a route's traffic comes in, as cards of the band it is drawn in: the Gateways it attaches to; for an Ingress, its
 * class together with the addresses it is published at. None for an Ingress without class.
 */
export function entriesOf(route: TopologyNode, band: string, scope: Scope): EntryCard[] {
  const edges = scope.edgesFrom.get(route.key) ?? []
  const addresses = nodeFacts(route, 'Ingress')?.addresses ?? []
  return edges.flatMap(({ relation, to }) => {
    const node = scope.nodes.get(to)
    if (!node || (relation !== 'class' && relation !== 'parent')) return []
    return [relation === 'class' ? classEntry(node, { band, addresses, scope }) : parentEntry(node, band, scope)]
  })
}

function classEntry(
  node: TopologyNode,
  { band, addresses, scope }: { band: string; addresses: readonly string[]; scope: Scope },
): EntryCard {
  const door = frontDoor(node, scope)
  return {
    ...identityOf(node, scope),
    column: 'entries',
    id: `${band}<${node.key}@${addresses.join()}`,
    addresses: addressesOf(addresses, door),
    listeners: [],
    door,
    controller: nodeFacts(node, 'IngressClass')?.controller,
  }
}

/** A Gateway, or whatever else a route attaches to, as a card of this band. */
export function parentEntry(node: TopologyNode, band: string, scope: Scope): EntryCard {
  const facts = nodeFacts(node, 'Gateway')
  const door = frontDoor(node, scope)
  const listeners = (facts?.listeners ?? []).map(({ protocol, port }) => `${protocol} :${port}`)
  return {
    ...identityOf(node, scope),
    column: 'entries',
    id: `${band}<${node.key}`,
    addresses: addressesOf(facts?.addresses ?? [], door),
    listeners: [...new Set(listeners)],
    door,
    controller: facts?.className,
  }
}

/**
 * The way in to a Service that is exposed itself: the addresses of its load balancer, its external IPs, its node ports. It
 * stands for the first of these places. `undefined` for a Service that is reached inside of the cluster only.
 */
export function directEntry(service: ServiceCard, scope: Scope): EntryCard | undefined {
  if (service.isElsewhere || !scope.frontsTo.has(service.key)) return undefined
  const ways = waysTo([service.key], scope)
  const [first] = ways
  if (first === undefined) return undefined
  const door: FrontDoor = { ways, pods: undefined, controllers: [], isInferred: false }
  const name = first.address || String(first.ports[0] ?? '')
  const kind = first.address ? 'Address' : 'NodePort'
  return {
    ...{ column: 'entries', id: `${service.id}<direct`, key: `${kind}/-/${name}`, kind, namespace: null, name },
    ...{ presence: 'observed', health: 'ok', isGhost: service.isGhost, mark: service.mark },
    addresses: addressesOf([], door),
    listeners: [],
    door,
    controller: undefined,
    exposes: service,
  }
}

/** What status publishes; where it publishes nothing, what its controller is reached at. */
function addressesOf(published: readonly string[], { ways }: FrontDoor): readonly string[] {
  return published.length > 0 ? published : [...new Set(ways.flatMap(({ address }) => address || []))]
}
