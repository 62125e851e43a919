import type { Service, TrafficPolicy } from '../kubernetes/service.ts'

/** One way to reach a Service. */
export interface Exposure {
  readonly via: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'externalIPs' | 'ExternalName' | 'headless'
  /** IP or hostname; absent: every node for `NodePort`, the endpoints' own addresses for `headless`. */
  readonly address?: string
  /** Port at that address; absent where the Service lists none. */
  readonly port?: number
  readonly protocol: string
  /** `Local`: only endpoints on the node that is asked. Absent where no proxy is involved. */
  readonly trafficPolicy?: TrafficPolicy
}

/**
 * Every address and port under which a Service can be asked for, with the traffic policy that holds there. Which of them are
 * reachable from where is not decided here.
 * Source: v1 ServiceSpec and ServiceStatus, rule D.6.
 */
export function exposureOf(service: Service): Exposure[] {
  const { externalName, type } = service.spec
  if (type === 'ExternalName') return externalExposure(service, externalName)
  return [...internalExposure(service), ...nodePortExposure(service), ...publicExposure(service)]
}

function externalExposure({ spec }: Service, address: string | undefined): Exposure[] {
  const place = { via: 'ExternalName', ...(address !== undefined && { address }) } as const
  if (spec.ports.length === 0) return [{ ...place, protocol: 'TCP' }]
  return spec.ports.map(({ port, protocol }) => ({ ...place, port, protocol }))
}

function internalExposure({ spec }: Service): Exposure[] {
  if (spec.clusterIP === 'None') return spec.ports.map(({ port, protocol }) => ({ via: 'headless', port, protocol }))
  const trafficPolicy = spec.internalTrafficPolicy
  return spec.clusterIPs.flatMap((address) =>
    spec.ports.map(({ port, protocol }) => ({ via: 'ClusterIP', address, port, protocol, trafficPolicy })),
  )
}

function nodePortExposure({ spec }: Service): Exposure[] {
  const trafficPolicy = spec.externalTrafficPolicy
  return spec.ports.flatMap(({ nodePort, protocol }) =>
    nodePort === undefined ? [] : [{ via: 'NodePort', port: nodePort, protocol, trafficPolicy }],
  )
}

function publicExposure({ spec, status }: Service): Exposure[] {
  const trafficPolicy = spec.externalTrafficPolicy
  const balanced = status.loadBalancer.ingress.flatMap(({ ip, hostname }) => ip ?? hostname ?? [])
  const addresses = [
    ...balanced.map((address) => ({ via: 'LoadBalancer' as const, address })),
    ...spec.externalIPs.map((address) => ({ via: 'externalIPs' as const, address })),
  ]
  return addresses.flatMap((place) =>
    spec.ports.map(({ port, protocol }) => ({ ...place, port, protocol, trafficPolicy })),
  )
}
