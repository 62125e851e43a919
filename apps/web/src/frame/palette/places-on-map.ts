import type { SearchAnswer, SearchHit } from '@portolan/contract'
import { hrefWith } from '../namespaces.ts'
import { hostsFound } from './hosts-found.ts'

/** Something that was found, and the link of the map that shows its connections. */
export interface PlaceOnMap {
  readonly name: string
  readonly href: string
}

const MOST = 4
/** Kinds that have a card. */
const CHARTED = [
  ...['Service', 'Ingress', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute', 'Gateway', 'ListenerSet'],
]

/**
 * Where the map shows what was found: cards in the drawer, with the whole way lit; of a host, a Pod, an address of one and a
 * Node the part of the map it belongs to. The first few, hosts first.
 */
export function placesOnMap(kinds: SearchAnswer['kinds']): readonly PlaceOnMap[] {
  const hosts = hostsFound(kinds).map((host) => ({ name: host, href: hrefWith('/map/', { q: `host:${host}` }) }))
  const objects = kinds.flatMap(({ hits }) => hits.flatMap((hit) => placeOf(hit) ?? []))
  return [...hosts.slice(0, 2), ...objects].slice(0, MOST)
}

function placeOf({ kind, namespace, name, by, text }: SearchHit): PlaceOnMap | undefined {
  if (kind === 'Node') return { name, href: hrefWith('/map/', { q: `node:${name}` }) }
  if (namespace === null) return undefined
  const scope = { namespace, view: 'flow' }
  if (kind === 'Pod') {
    const q = by === 'address' ? `ip:${text}` : `pod:${name}`
    return { name: by === 'address' ? text : `${namespace}/${name}`, href: hrefWith('/map/', { ...scope, q }) }
  }
  if (!CHARTED.includes(kind) || by === 'host') return undefined
  return { name: `${namespace}/${name}`, href: hrefWith('/map/', { ...scope, focus: `${kind}/${namespace}/${name}` }) }
}
