import type { SearchHit } from '@portolan/contract'
import type { WatchedObject } from '@portolan/domain'

/** What else than its name an object is known by. */
export interface Handle {
  readonly by: Exclude<SearchHit['by'], 'name'>
  /** In lower case. */
  readonly text: string
}

/** Which handles a word can be: looking at the addresses of 150,000 Pods for `checkout` would be wasted. */
export interface HandleKinds {
  readonly addresses: boolean
  readonly ports: boolean
}

/** IPv4 and IPv6 addresses and their beginnings. */
const ADDRESS = /^(?:\d{1,3}\.[\d.]*|[\da-f]*:[\da-f:.]*)$/
/** A NodePort is one of at most five digits. */
const PORT = /^\d{2,5}$/

/** Which handles any of the words may name. Hosts are always looked at: any text may be a part of one. */
export function handleKinds(words: readonly string[]): HandleKinds {
  return { addresses: words.some((word) => ADDRESS.test(word)), ports: words.some((word) => PORT.test(word)) }
}

/** The handles of an object: addresses, node ports, and the hosts of its rules. */
export function handlesOf(object: WatchedObject, { addresses, ports }: HandleKinds): readonly Handle[] {
  switch (object.kind) {
    case 'Pod':
      return addresses ? object.status.podIPs.map(({ ip }) => address(ip)) : []
    case 'Node':
      return addresses ? object.status.addresses.map(({ address: text }) => address(text)) : []
    case 'EndpointSlice':
      return addresses ? object.endpoints.flatMap((endpoint) => endpoint.addresses.map(address)) : []
    case 'Service':
      return serviceHandles(object, { addresses, ports })
    case 'Ingress':
      return [
        ...object.spec.rules.flatMap((rule) => (rule.host === undefined ? [] : [host(rule.host)])),
        ...(addresses ? published(object.status.loadBalancer.ingress) : []),
      ]
    case 'HTTPRoute':
    case 'GRPCRoute':
    case 'TLSRoute':
      return object.spec.hostnames.map(host)
    case 'Gateway':
    case 'ListenerSet':
      return [
        ...object.spec.listeners.flatMap(({ hostname }) => (hostname === undefined ? [] : [host(hostname)])),
        ...(addresses && object.kind === 'Gateway'
          ? object.status.addresses.flatMap(({ value }) => (value === undefined ? [] : [address(value)]))
          : []),
      ]
    default:
      return []
  }
}

function serviceHandles(
  { spec, status }: Extract<WatchedObject, { kind: 'Service' }>,
  { addresses, ports }: HandleKinds,
): readonly Handle[] {
  return [
    ...(addresses ? [...spec.clusterIPs, ...spec.externalIPs].map(address) : []),
    ...(addresses ? published(status.loadBalancer.ingress) : []),
    ...(ports ? spec.ports.flatMap(({ nodePort }) => (nodePort === undefined ? [] : [nodePortOf(nodePort)])) : []),
    ...(spec.externalName === undefined ? [] : [host(spec.externalName)]),
  ]
}

function published(ingress: readonly { readonly ip?: string; readonly hostname?: string }[]): readonly Handle[] {
  return ingress.flatMap(({ ip, hostname }) => [
    ...(ip === undefined ? [] : [address(ip)]),
    ...(hostname === undefined ? [] : [host(hostname)]),
  ])
}

function address(text: string): Handle {
  return { by: 'address', text: text.toLowerCase() }
}

function host(text: string): Handle {
  return { by: 'host', text: text.toLowerCase() }
}

function nodePortOf(port: number): Handle {
  return { by: 'node-port', text: String(port) }
}
