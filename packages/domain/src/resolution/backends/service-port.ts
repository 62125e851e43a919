import type { Service, ServicePort } from '../../kubernetes/service.ts'

/** A port of a Service that a backend may mean, and what of it was equal. */
export interface FoundPort {
  readonly servicePort: ServicePort
  readonly by: 'port' | 'name' | 'targetPort'
}

/**
 * The port a backend names: by number it is `ports[].port`, of several the one with TCP; by name it is `ports[].name`. Never a
 * targetPort or a node port. (rule D.1.2)
 */
export function namedPort({ spec }: Service, port: number | string): FoundPort | undefined {
  if (typeof port === 'string') {
    const servicePort = spec.ports.find(({ name }) => name === port)
    return servicePort && { servicePort, by: 'name' }
  }
  const equal = spec.ports.filter((candidate) => candidate.port === port)
  const servicePort = equal.find(({ protocol }) => protocol === 'TCP') ?? equal[0]
  return servicePort && { servicePort, by: 'port' }
}

/**
 * The port ingress-nginx takes: the first in the list of which port, name or targetPort is equal. Where name and targetPort are
 * the same word it is meant by its name: nothing is tolerated. (rule D.1.3)
 */
export function toleratedPort({ spec }: Service, port: number | string): FoundPort | undefined {
  const text = String(port)
  for (const servicePort of spec.ports) {
    if (String(servicePort.port) === text) return { servicePort, by: 'port' }
    if (servicePort.name === text) return { servicePort, by: 'name' }
    if (String(servicePort.targetPort) === text) return { servicePort, by: 'targetPort' }
  }
  return undefined
}
