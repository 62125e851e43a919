import type { TopologyEdge, TopologyNode } from '@portolan/contract'
import { edgeFacts, isEdgeOf } from './facts.ts'
import { compareText } from './order.ts'
import type { Scope } from './scope.ts'

/** One address, or one port of every node, by which packets from outside come to a controller. */
export interface WayIn {
  /** Empty for a port that every node opens. */
  readonly address: string
  /** Ascending. */
  readonly ports: readonly number[]
  /** `LoadBalancer`, `NodePort`, `hostNetwork` … */
  readonly via: string
}

/** Who serves an entry, and how it is reached from outside. */
export interface FrontDoor {
  /** Addresses by name, then ports of nodes. Empty: none is known. */
  readonly ways: readonly WayIn[]
  /** Pods of the controllers that take its requests; absent where none is known. */
  readonly pods: { readonly ready: number; readonly total: number } | undefined
  /** Keys of those controllers, by name. */
  readonly controllers: readonly string[]
  /** A controller is likely, and nothing proves it. */
  readonly isInferred: boolean
}

/** Behind an IngressClass or a Gateway: edges `controller` from it, and `front` to those. Looked up once, for many routes ask. */
export function frontDoor({ key }: TopologyNode, scope: Scope): FrontDoor {
  const known = scope.doors.get(key)
  if (known) return known
  const door = lookUpDoor(key, scope)
  scope.doors.set(key, door)
  return door
}

function lookUpDoor(key: string, scope: Scope): FrontDoor {
  const controllers = (scope.edgesFrom.get(key) ?? [])
    .filter((edge) => isEdgeOf(edge, 'controller'))
    .map((edge) => ({ to: edge.to, ...edgeFacts(edge) }))
  const dataPlanes = controllers.flatMap(({ pods, to }) => (pods ? { pods, to } : []))
  return {
    ways: waysTo(
      controllers.map(({ to }) => to),
      scope,
    ),
    pods: dataPlanes.length === 0 ? undefined : dataPlanes.map(({ pods }) => pods).reduce(added),
    controllers: dataPlanes.map(({ to }) => to).sort(compareText),
    isInferred: controllers.length > 0 && controllers.every(({ confidence }) => confidence === 'inferred'),
  }
}

function added(a: { ready: number; total: number }, b: { ready: number; total: number }) {
  return { ready: a.ready + b.ready, total: a.total + b.total }
}

/**
 * Ways in to these objects from outside. Edges of one address are one way: its ports stand together. What only answers what no
 * rule is for, is none.
 */
export function waysTo(objects: readonly string[], scope: Scope): WayIn[] {
  const byPlace = new Map<string, { address: string; via: string; ports: Set<number> }>()
  for (const edge of objects.flatMap((key) => scope.frontsTo.get(key) ?? [])) {
    const facts = edgeFacts(edge)
    if (facts.via === 'status' || ('purpose' in facts && facts.purpose === 'default-server')) continue
    const address = facts.via === 'NodePort' ? '' : nameOf(edge)
    const place = `${facts.via}@${address}`
    const way = byPlace.get(place) ?? { address, via: facts.via, ports: new Set() }
    byPlace.set(place, way)
    if (facts.port !== undefined) way.ports.add(facts.port)
  }
  return [...byPlace.values()]
    .map(({ ports, ...way }) => ({ ...way, ports: [...ports].sort((a, b) => a - b) }))
    .sort((a, b) => Number(a.address === '') - Number(b.address === '') || compareText(a.address, b.address))
}

/** The address of `Address/-/203.0.113.7`. */
function nameOf({ from }: TopologyEdge): string {
  return from.slice(from.lastIndexOf('/') + 1)
}
