import type { LoadBalancerAddress, Service, ServicePort, TrafficPolicy } from '../kubernetes/service.ts'

/** One way to reach a Service. */
export interface Exposure {
  readonly via: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'externalIPs' | 'ExternalName' | 'headless'
  /** IP or hostname; absent: every node for `NodePort`, the endpoints' own addresses for `headless`. */
  readonly address?: string
  /** Port at that address; absent where the Service lists none. */
  readonly port?: number
  /** `spec.ports[].port` that a node port stands for. */
  readonly servicePort?: number
  readonly protocol: string
  /** `Local`: only endpoints on the node that is asked. Absent where no proxy is involved. */
  readonly trafficPolicy?: TrafficPolicy
  /** Of a load balancer's IP; `Proxy`: nodes do not short-circuit it (LoadBalancerIngress.ipMode). */
  readonly ipMode?: 'VIP' | 'Proxy'
  /** Of a load balancer with policy `Local`: where it asks each node whether it has endpoints. */
  readonly healthCheckNodePort?: number
  /** What the provider says went wrong with this port (PortStatus.error). */
  readonly error?: string
  /** `spec.externalIPs`, since 1.36 (rule D.6). */
  readonly isDeprecated?: true
  /** A node port outside 30000–32767: the range was set wider when it was given out (rule SVC-010). */
  readonly isOutsideDefaultRange?: true
}

/** `--service-node-port-range` unless it is set, both ends included. */
const DEFAULT_NODE_PORTS = { first: 30_000, last: 32_767 }

/**
 * Every address and port under which a Service can be asked for, with the traffic policy that holds there. Which of them are
 * reachable from where is not decided here.
 * Source: v1 ServiceSpec and ServiceStatus, rule D.6.
 */
export function exposureOf(service: Service): Exposure[] {
  const { externalName, type } = service.spec
  if (type === 'ExternalName') return externalExposure(service, externalName)
  return [...internalExposure(service), ...outsideExposure(service)]
}

/** Of `exposureOf` what leads in from outside the cluster: node ports, load balancers, external IPs. */
export function outsideExposure(service: Service): Exposure[] {
  if (service.spec.type === 'ExternalName') return []
  return [...nodePortExposure(service), ...balancedExposure(service), ...externalIpExposure(service)]
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
  return spec.ports.flatMap(({ nodePort, port: servicePort, protocol }): Exposure[] => {
    if (nodePort === undefined) return []
    const isOutside = nodePort < DEFAULT_NODE_PORTS.first || nodePort > DEFAULT_NODE_PORTS.last
    const place = { via: 'NodePort', port: nodePort, servicePort, protocol, trafficPolicy } as const
    return [{ ...place, ...(isOutside && { isOutsideDefaultRange: true }) }]
  })
}

function balancedExposure({ spec, status }: Service): Exposure[] {
  const { externalTrafficPolicy: trafficPolicy, healthCheckNodePort } = spec
  return status.loadBalancer.ingress.flatMap((balanced) => {
    const address = balanced.ip ?? balanced.hostname
    if (address === undefined) return []
    return spec.ports.map((port): Exposure => {
      const error = errorOf(balanced, port)
      return {
        ...{ via: 'LoadBalancer', address, port: port.port, protocol: port.protocol, trafficPolicy },
        ...(balanced.ipMode === 'Proxy' && { ipMode: balanced.ipMode }),
        ...(healthCheckNodePort !== undefined && { healthCheckNodePort }),
        ...(error !== undefined && { error }),
      }
    })
  })
}

function errorOf({ ports }: LoadBalancerAddress, { port, protocol }: ServicePort): string | undefined {
  return ports.find((status) => status.port === port && status.protocol === protocol)?.error
}

function externalIpExposure({ spec }: Service): Exposure[] {
  const trafficPolicy = spec.externalTrafficPolicy
  return spec.externalIPs.flatMap((address) =>
    spec.ports.map(
      ({ port, protocol }): Exposure => ({
        ...{ via: 'externalIPs', address, port, protocol, trafficPolicy },
        isDeprecated: true,
      }),
    ),
  )
}
