import type { Neighbours } from './neighbours.ts'

/** Kinds that the map draws. */
const ON_MAP = [
  'Service',
  'Ingress',
  'IngressClass',
  'Gateway',
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'UDPRoute',
]

/** Which object the map should show for one: itself, or the Service that sends it traffic; `undefined` where neither is drawn. */
export function mapFocus(key: string, neighbours: Neighbours | undefined): string | undefined {
  if (isOnMap(key)) return key
  return neighbours?.arrives.find((from) => from.key.startsWith('Service/'))?.key
}

function isOnMap(key: string): boolean {
  return ON_MAP.includes(key.split('/')[0] ?? '')
}
