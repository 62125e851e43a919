import type { PortStatus } from './ingress.ts'
import type { Condition, KubernetesObject } from './metadata.ts'

/** v1 Service. */
export interface Service extends KubernetesObject<'Service'> {
  readonly spec: ServiceSpec
  readonly status: ServiceStatus
}

export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'
export type IpFamily = 'IPv4' | 'IPv6'
export type TrafficPolicy = 'Cluster' | 'Local'

export interface ServiceSpec {
  /** Always present; default `ClusterIP` (ServiceSpec.type). */
  readonly type: ServiceType
  /** `{}` where the API has none: such a Service selects nothing (rule D.3). */
  readonly selector: Readonly<Record<string, string>>
  /** `None` for a headless Service; absent for ExternalName. */
  readonly clusterIP?: string
  readonly clusterIPs: readonly string[]
  readonly ipFamilies: readonly IpFamily[]
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack'
  readonly ports: readonly ServicePort[]
  readonly externalIPs: readonly string[]
  readonly externalName?: string
  /** Always present; default `Cluster` (ServiceSpec.externalTrafficPolicy; the API sets it for external types only). */
  readonly externalTrafficPolicy: TrafficPolicy
  /** Always present; default `Cluster` (ServiceSpec.internalTrafficPolicy). */
  readonly internalTrafficPolicy: TrafficPolicy
  readonly trafficDistribution?: string
  /** Always present; default `None` (ServiceSpec.sessionAffinity). */
  readonly sessionAffinity: 'None' | 'ClientIP'
  /** Present only with `ClientIP`; its timeout defaults to 10800 s (ClientIPConfig.timeoutSeconds). */
  readonly sessionAffinityConfig?: { readonly clientIP: { readonly timeoutSeconds: number } }
  /** Default false. */
  readonly publishNotReadyAddresses: boolean
  readonly healthCheckNodePort?: number
  readonly loadBalancerClass?: string
  readonly loadBalancerSourceRanges: readonly string[]
  /** Default true (ServiceSpec.allocateLoadBalancerNodePorts; the API sets it for LoadBalancer only). */
  readonly allocateLoadBalancerNodePorts: boolean
}

export interface ServicePort {
  /** `''` for the only, unnamed port. */
  readonly name: string
  readonly port: number
  /** A Pod's port number or container port name; the API defaults it to `port` (ServicePort.targetPort). */
  readonly targetPort: number | string
  /** Always present; default `TCP` (ServicePort.protocol). */
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
  readonly nodePort?: number
  readonly appProtocol?: string
}

export interface ServiceStatus {
  readonly loadBalancer: { readonly ingress: readonly LoadBalancerAddress[] }
  readonly conditions: readonly Condition[]
}

export interface LoadBalancerAddress {
  readonly ip?: string
  readonly hostname?: string
  /** Present with `ip` only; default `VIP` (LoadBalancerIngress.ipMode). */
  readonly ipMode?: 'VIP' | 'Proxy'
  readonly ports: readonly PortStatus[]
}
