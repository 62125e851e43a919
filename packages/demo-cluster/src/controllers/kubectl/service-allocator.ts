import type { ObjectStore } from '../../api-server/object-store.ts'
import { kinds } from '../objects/kinds.ts'
import type { Service, ServiceSpec } from '../objects/network.ts'
import type { Random } from '../time/chance.ts'

/** Source: kube-apiserver `--service-node-port-range`. */
const NODE_PORTS = { first: 30_000, count: 2_768 }

/**
 * Complete a Service as the API server does on creation: address, node ports, families, policies.
 * Addresses come from 10.96.0.0/16. Source: pkg/registry/core/service.
 */
export function completeService(store: ObjectStore, random: Random, spec: ServiceSpec): ServiceSpec {
  const { type = 'ClusterIP' } = spec
  if (type === 'ExternalName') return { ...spec, sessionAffinity: 'None' }
  const services = store.list(kinds.services)
  const isExposed = type === 'NodePort' || type === 'LoadBalancer'
  const clusterIP = spec.clusterIP ?? freeAddress(services, random)
  const takenPorts = new Set(services.flatMap((service) => (service.spec.ports ?? []).map(({ nodePort }) => nodePort)))
  return {
    ...spec,
    ports: (spec.ports ?? []).map((port) => ({
      ...port,
      protocol: port.protocol ?? 'TCP',
      targetPort: port.targetPort ?? port.port,
      ...(isExposed ? { nodePort: port.nodePort ?? freeNodePort(takenPorts, random) } : {}),
    })),
    clusterIP,
    clusterIPs: [clusterIP],
    type,
    sessionAffinity: 'None',
    ...(isExposed ? { externalTrafficPolicy: spec.externalTrafficPolicy ?? 'Cluster' } : {}),
    ...(type === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: true } : {}),
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    internalTrafficPolicy: 'Cluster',
  }
}

function freeAddress(services: readonly Service[], random: Random): string {
  const taken = new Set(services.map(({ spec }) => spec.clusterIP))
  for (;;) {
    const address = `10.96.${Math.floor(random() * 256)}.${1 + Math.floor(random() * 254)}`
    if (!taken.has(address)) return address
  }
}

function freeNodePort(taken: Set<number | undefined>, random: Random): number {
  for (;;) {
    const port = NODE_PORTS.first + Math.floor(random() * NODE_PORTS.count)
    if (taken.has(port)) continue
    taken.add(port)
    return port
  }
}
