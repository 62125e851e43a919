import type { Snapshot } from '../../history/snapshot.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import type { Service } from '../../kubernetes/service.ts'
import { resolvedPort } from '../../kubernetes/target-port.ts'
import type { SelectsFacts } from '../edge-facts.ts'
import type { EdgeOf } from '../topology.ts'

/**
 * The Pods a Service's selector matches, each with the ports the Service means on it and what keeps it out of every slice. An
 * ExternalName Service ignores its selector; an empty one matches nothing.
 * Source: v1 Service.spec.selector, rules D.3 and D.4.10.
 */
export function selectedPodEdges(service: Service, snapshot: Snapshot): EdgeOf<'selects'>[] {
  const { selector, type } = service.spec
  if (type === 'ExternalName') return []
  const from = keyOf(service)
  return snapshot.podsSelectedBy(service.metadata.namespace ?? '', selector).map((pod) => {
    const facts = { ports: portsOn(pod, service), ...keptOut(pod, service, snapshot) }
    return { from, to: keyOf(pod), relation: 'selects', state: 'resolved', facts }
  })
}

function portsOn(pod: Pod, { spec }: Service): SelectsFacts['ports'] {
  return spec.ports.map((servicePort) => {
    const { port, targetPort } = servicePort
    const containerPort = resolvedPort(pod, servicePort)
    return { port, targetPort, ...(containerPort !== undefined && { containerPort }) }
  })
}

/** Its Node must be there unless the Service publishes what is not ready (rule D.3). */
function keptOut(pod: Pod, { spec }: Service, snapshot: Snapshot): Pick<SelectsFacts, 'keptOut'> {
  const { phase, podIPs } = pod.status
  if (phase === 'Failed' || phase === 'Succeeded') return { keptOut: 'terminal' }
  if (!podIPs.some(({ ip }) => isOfFamily(ip, spec))) return { keptOut: 'no-address' }
  const { nodeName } = pod.spec
  const isNodeGone =
    nodeName !== undefined &&
    snapshot.visibilityOf('Node') === 'observed' &&
    snapshot.find('Node', undefined, nodeName) === undefined
  return isNodeGone && !spec.publishNotReadyAddresses ? { keptOut: 'no-node' } : {}
}

function isOfFamily(ip: string, { ipFamilies }: Service['spec']): boolean {
  return ipFamilies.length === 0 || ipFamilies.includes(ip.includes(':') ? 'IPv6' : 'IPv4')
}
