import { familyOfController, INGRESS_NGINX } from '../../controllers/controller-families.ts'
import {
  type ControllerWorkload,
  controllerStrings,
  controllerTraits,
  isController,
} from '../../controllers/controller-traits.ts'
import { podsOf } from '../../controllers/pods-of-workload.ts'
import type { Snapshot } from '../../history/snapshot.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { declaredPorts } from '../../kubernetes/target-port.ts'
import type { HostFrontFacts } from '../edge-facts.ts'
import type { EdgeOf } from '../topology.ts'
import { ADDRESS_KIND } from '../virtual-kinds.ts'

/** A controller on thousands of nodes is drawn with the ways in of some. */
const MOST_PODS = 50

/** Ports that ingress-nginx opens, by the flag that sets them, with what they are unless it does (rule A23). */
const NGINX_PORTS = [
  { flag: '--http-port', byDefault: 80, purpose: 'http' },
  { flag: '--https-port', byDefault: 443, purpose: 'https' },
  { flag: '--default-server-port', byDefault: 8181, purpose: 'default-server' },
] as const

/**
 * Ports of its node on which a Pod itself is reached, past every Service: all it declares where it is in the node's network,
 * else those with a `hostPort`. For ingress-nginx in the node's network also the ports its flags, or their defaults, open.
 * None before the Pod is on a node, and none once it is finished.
 * Source: v1 PodSpec.hostNetwork, ContainerPort.hostPort, rule D.6.
 */
export function podHostFrontEdges(pod: Pod): EdgeOf<'front'>[] {
  const { hostIP, phase } = pod.status
  if (hostIP === undefined || phase === 'Failed' || phase === 'Succeeded') return []
  const node = pod.spec.nodeName
  return hostPorts(pod).map(({ address = hostIP, ...port }) => ({
    from: objectKey(ADDRESS_KIND, undefined, address),
    to: keyOf(pod),
    relation: 'front',
    state: 'resolved',
    facts: { ...port, ...(node !== undefined && { node }) },
  }))
}

/**
 * The ways in to an Ingress controller that listens on ports of its nodes, told of the workload: it may be drawn without its
 * Pods. Those of 50 Pods at most.
 */
export function controllerHostFrontEdges(workload: ControllerWorkload, snapshot: Snapshot): EdgeOf<'front'>[] {
  if (!isController(workload)) return []
  const to = keyOf(workload)
  return podsOf(workload, snapshot)
    .slice(0, MOST_PODS)
    .flatMap((pod) => podHostFrontEdges(pod).map((edge) => ({ ...edge, to })))
}

type HostPort = Omit<HostFrontFacts, 'node'> & { readonly address?: string }

function hostPorts(pod: Pod): readonly HostPort[] {
  const via = pod.spec.hostNetwork ? 'hostNetwork' : 'hostPort'
  const declared = declaredPorts(pod).flatMap(({ containerPort, hostIP, hostPort, protocol }): HostPort[] => {
    const port = hostPort ?? (pod.spec.hostNetwork ? containerPort : undefined)
    const isBound = hostIP !== undefined && hostIP !== '' && hostIP !== '0.0.0.0' && hostIP !== '::'
    return port === undefined ? [] : [{ via, port, protocol, source: 'declared', ...(isBound && { address: hostIP }) }]
  })
  if (!pod.spec.hostNetwork || !isNginx(pod)) return declared
  const { flags } = controllerTraits(pod)
  const opened = NGINX_PORTS.map(({ flag, byDefault, purpose }): HostPort => {
    const port = Number(flags[flag] ?? byDefault)
    const isDeclared = declared.some((one) => one.port === port && one.protocol === 'TCP')
    const source = isDeclared ? 'declared' : flags[flag] === undefined ? 'flag-default' : 'flag'
    return { via, port, protocol: 'TCP', source, purpose }
  })
  return [
    ...opened,
    ...declared.filter((one) => !opened.some(({ port }) => port === one.port && one.protocol === 'TCP')),
  ]
}

function isNginx(pod: Pod): boolean {
  return controllerStrings(pod).some((controller) => familyOfController(controller)?.name === INGRESS_NGINX)
}
