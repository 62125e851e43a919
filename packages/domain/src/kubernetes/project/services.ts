import type { LoadBalancerAddress, Service, ServicePort, ServiceSpec } from '../service.ts'
import { projectConditions } from './conditions.ts'
import { projectPortStatus } from './ingresses.ts'
import { annotationsNamed, type MetadataPolicy } from './metadata.ts'
import type { Common } from './projection.ts'
import { count, each, kept, numberOrText, positive, type Raw, record, text, textMap, texts } from './raw.ts'

/** ClientIPConfig.timeoutSeconds: three hours. */
const DEFAULT_AFFINITY_SECONDS = 10_800

export const SERVICE_METADATA: MetadataPolicy = annotationsNamed('service.kubernetes.io/topology-mode')

export function projectService(raw: Raw, { apiVersion, metadata }: Common): Service {
  const { conditions, loadBalancer } = record(raw.status)
  return {
    apiVersion,
    kind: 'Service',
    metadata,
    spec: projectSpec(record(raw.spec)),
    status: {
      conditions: projectConditions(conditions),
      loadBalancer: { ingress: each(record(loadBalancer).ingress, projectAddress) },
    },
  }
}

function projectSpec(spec: Raw): ServiceSpec {
  return kept<ServiceSpec>({
    allocateLoadBalancerNodePorts: spec.allocateLoadBalancerNodePorts !== false,
    clusterIP: text(spec.clusterIP),
    clusterIPs: texts(spec.clusterIPs),
    externalIPs: texts(spec.externalIPs),
    externalName: text(spec.externalName),
    externalTrafficPolicy: spec.externalTrafficPolicy === 'Local' ? 'Local' : 'Cluster',
    healthCheckNodePort: positive(spec.healthCheckNodePort),
    internalTrafficPolicy: spec.internalTrafficPolicy === 'Local' ? 'Local' : 'Cluster',
    ipFamilies: texts<ServiceSpec['ipFamilies'][number]>(spec.ipFamilies),
    ipFamilyPolicy: text<NonNullable<ServiceSpec['ipFamilyPolicy']>>(spec.ipFamilyPolicy),
    loadBalancerClass: text(spec.loadBalancerClass),
    loadBalancerSourceRanges: texts(spec.loadBalancerSourceRanges),
    ports: each(spec.ports, projectPort),
    publishNotReadyAddresses: spec.publishNotReadyAddresses === true,
    selector: textMap(spec.selector),
    sessionAffinity: spec.sessionAffinity === 'ClientIP' ? 'ClientIP' : 'None',
    sessionAffinityConfig: projectAffinity(spec),
    trafficDistribution: text(spec.trafficDistribution),
    type: text<ServiceSpec['type']>(spec.type) ?? 'ClusterIP',
  })
}

function projectAffinity({ sessionAffinity, sessionAffinityConfig }: Raw): ServiceSpec['sessionAffinityConfig'] {
  if (sessionAffinity !== 'ClientIP') return undefined
  const { timeoutSeconds } = record(record(sessionAffinityConfig).clientIP)
  return { clientIP: { timeoutSeconds: positive(timeoutSeconds) ?? DEFAULT_AFFINITY_SECONDS } }
}

function projectPort(port: Raw): ServicePort {
  return kept<ServicePort>({
    appProtocol: text(port.appProtocol),
    name: text(port.name) ?? '',
    nodePort: positive(port.nodePort),
    port: count(port.port),
    protocol: text<ServicePort['protocol']>(port.protocol) ?? 'TCP',
    targetPort: numberOrText(port.targetPort) ?? count(port.port),
  })
}

function projectAddress(address: Raw): LoadBalancerAddress {
  const ip = text(address.ip)
  return kept<LoadBalancerAddress>({
    hostname: text(address.hostname),
    ip,
    ipMode: ip === undefined ? undefined : ipModeOf(address),
    ports: each(address.ports, projectPortStatus),
  })
}

function ipModeOf({ ipMode }: Raw): 'VIP' | 'Proxy' {
  return ipMode === 'Proxy' ? 'Proxy' : 'VIP'
}
