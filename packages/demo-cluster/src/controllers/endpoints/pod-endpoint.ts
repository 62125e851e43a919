import type { Node } from '../objects/infrastructure.ts'
import type { Endpoint, EndpointPort, Service, ServicePort } from '../objects/network.ts'
import { hasPodEnded, isPodReady, type Pod } from '../objects/pod.ts'
import { isSelectedByService } from '../objects/selection.ts'

/**
 * The Pods a Service's endpoints are made of: selected, with an address, not ended. Terminating Pods stay.
 * Source: k8s.io/endpointslice util ShouldPodBeInEndpoints.
 */
export const podsBehind = ({ spec }: Service, pods: readonly Pod[]): Pod[] =>
  pods.filter(
    (pod) =>
      isSelectedByService(spec.selector, pod.metadata.labels) && !hasPodEnded(pod) && pod.status.podIP !== undefined,
  )

/** Source: k8s.io/endpointslice podToEndpoint. */
export function endpointOf(service: Service, pod: Pod, node: Node | undefined): Endpoint {
  const { namespace = 'default', name, uid, deletionTimestamp } = pod.metadata
  const serving = isPodReady(pod)
  const terminating = deletionTimestamp !== undefined
  const zone = node?.metadata.labels?.['topology.kubernetes.io/zone']
  const hostname = hostnameIn(service, pod)
  return {
    addresses: [pod.status.podIP ?? ''],
    conditions: {
      ready: service.spec.publishNotReadyAddresses === true || (serving && !terminating),
      serving,
      terminating,
    },
    ...(hostname === undefined ? {} : { hostname }),
    targetRef: { kind: 'Pod', namespace, name, uid },
    ...(pod.spec.nodeName === undefined ? {} : { nodeName: pod.spec.nodeName }),
    ...(zone === undefined ? {} : { zone }),
  }
}

/** A Pod is known by name only to the Service that is its subdomain. */
export const hostnameIn = ({ metadata }: Service, { spec }: Pod): string | undefined =>
  spec.hostname !== undefined && spec.subdomain === metadata.name ? spec.hostname : undefined

/**
 * The ports of a Service as this Pod has them. A named `targetPort` no container declares with the same protocol is
 * left out. Source: k8s.io/endpointslice FindPort.
 */
export function portsOn({ spec }: Service, pod: Pod): EndpointPort[] {
  return (spec.ports ?? []).flatMap((port) => {
    const number = targetPortOn(port, pod)
    if (number === undefined) return []
    const endpointPort: EndpointPort = { name: port.name ?? '', protocol: port.protocol ?? 'TCP', port: number }
    return [port.appProtocol === undefined ? endpointPort : { ...endpointPort, appProtocol: port.appProtocol }]
  })
}

function targetPortOn({ port, targetPort = port, protocol = 'TCP' }: ServicePort, { spec }: Pod): number | undefined {
  if (typeof targetPort === 'number') return targetPort
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always')
  return [...spec.containers, ...sidecars]
    .flatMap(({ ports = [] }) => ports)
    .find(({ name, protocol: declared = 'TCP' }) => name === targetPort && declared === protocol)?.containerPort
}
