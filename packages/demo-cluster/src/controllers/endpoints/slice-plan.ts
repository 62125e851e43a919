import type { Endpoint, EndpointPort, EndpointSlice } from '../objects/network.ts'

/** Source: kube-controller-manager `--max-endpoints-per-slice`. */
const MAX_ENDPOINTS = 100

/** One endpoint a Service should have, and the ports it has there. */
export interface WantedEndpoint {
  endpoint: Endpoint
  ports: EndpointPort[]
}

/** What a slice is to hold; a slice without `existing` is yet to be made. */
export interface PlannedSlice {
  existing?: EndpointSlice
  endpoints: Endpoint[]
  ports: EndpointPort[] | null
}

interface PortGroup {
  ports: EndpointPort[]
  endpoints: Map<string, Endpoint>
}

const identityOf = ({ targetRef, addresses }: Endpoint): string => targetRef?.uid ?? addresses[0] ?? ''
const portsKey = (ports: readonly EndpointPort[] | null): string =>
  [...(ports ?? [])]
    .map((port) => JSON.stringify(port))
    .sort()
    .join()

/**
 * Spread the endpoints of one Service over slices with as few writes as may be: each stays where it is, new ones fill
 * the fullest slice with room, slices hold one port list each, and what is not needed is used again before a new one
 * is made. With no endpoints at all one empty slice remains.
 * Source: k8s.io/endpointslice reconciler.
 */
export function planSlices(existing: readonly EndpointSlice[], wanted: readonly WantedEndpoint[]): PlannedSlice[] {
  const groups = groupByPorts(wanted)
  const spare = existing.filter(({ ports }) => !groups.has(portsKey(ports)))
  const planned: PlannedSlice[] = []
  for (const [key, group] of groups) {
    const own = existing.filter(({ ports }) => portsKey(ports) === key)
    planned.push(...planGroup(own, group, spare))
  }
  if (planned.some(({ endpoints }) => endpoints.length > 0))
    return planned.filter(({ endpoints }) => endpoints.length > 0)
  const [kept] = existing
  return [{ ...(kept === undefined ? {} : { existing: kept }), endpoints: [], ports: null }]
}

function groupByPorts(wanted: readonly WantedEndpoint[]): Map<string, PortGroup> {
  const groups = new Map<string, PortGroup>()
  for (const { endpoint, ports } of wanted) {
    const key = portsKey(ports)
    const group = groups.get(key) ?? { ports, endpoints: new Map() }
    groups.set(key, group)
    group.endpoints.set(identityOf(endpoint), endpoint)
  }
  return groups
}

/** @param spare slices nobody needs; taken from as they are used again */
function planGroup(
  own: readonly EndpointSlice[],
  { ports, endpoints }: PortGroup,
  spare: EndpointSlice[],
): PlannedSlice[] {
  const left = new Map(endpoints)
  const planned: PlannedSlice[] = own.map((slice) => ({ existing: slice, endpoints: stayIn(slice, left), ports }))
  for (const endpoint of left.values()) {
    const fullest = planned
      .filter((slice) => slice.endpoints.length < MAX_ENDPOINTS)
      .sort((a, b) => b.endpoints.length - a.endpoints.length)[0]
    if (fullest === undefined) planned.push(startSlice(endpoint, ports, spare.shift()))
    else fullest.endpoints.push(endpoint)
  }
  return planned
}

/** @param left endpoints without a place yet; what the slice holds is taken from it */
function stayIn(slice: EndpointSlice, left: Map<string, Endpoint>): Endpoint[] {
  return (slice.endpoints ?? []).flatMap((endpoint) => {
    const wanted = left.get(identityOf(endpoint))
    left.delete(identityOf(endpoint))
    return wanted === undefined ? [] : [wanted]
  })
}

const startSlice = (endpoint: Endpoint, ports: EndpointPort[], spare: EndpointSlice | undefined): PlannedSlice => ({
  ...(spare === undefined ? {} : { existing: spare }),
  endpoints: [endpoint],
  ports,
})
