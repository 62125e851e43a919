import type { ContainerPort } from './container.ts'
import type { Pod } from './pod.ts'
import type { ServicePort } from './service.ts'

/** What a Pod's containers declare, sidecars last: the order in which names are resolved (rule D.4.10). */
export function declaredPorts({ spec }: Pod): ContainerPort[] {
  const sidecars = spec.initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')
  return [...spec.containers, ...sidecars].flatMap(({ ports }) => ports)
}

/**
 * The container port that a Service's port means for one Pod; `undefined` where it names a port that no container declares with
 * the same protocol: then the Pod has no such endpoint (rule D.4.10).
 */
export function resolvedPort(pod: Pod, { protocol, targetPort }: ServicePort): number | undefined {
  if (typeof targetPort === 'number') return targetPort
  return declaredPorts(pod).find((port) => port.name === targetPort && port.protocol === protocol)?.containerPort
}
