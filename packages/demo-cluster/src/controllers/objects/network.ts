import type { StoredObject } from '../../api-server/stored-object.ts'
import type { ConditionStatus } from './pod.ts'

/** Source: core/v1 Service. */
export interface Service extends StoredObject {
  spec: ServiceSpec
  status: { loadBalancer: LoadBalancerStatus }
}

export type ServiceSpec = {
  type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'
  selector?: Record<string, string>
  ports?: ServicePort[]
  clusterIP?: string
  clusterIPs?: string[]
  externalName?: string
  externalTrafficPolicy?: string
  internalTrafficPolicy?: string
  allocateLoadBalancerNodePorts?: boolean
  ipFamilies?: string[]
  ipFamilyPolicy?: string
  sessionAffinity?: string
  publishNotReadyAddresses?: boolean
}

export type ServicePort = {
  name?: string
  protocol?: string
  appProtocol?: string
  port: number
  targetPort?: number | string
  nodePort?: number
}

export type LoadBalancerStatus = { ingress?: { ip?: string; hostname?: string; ipMode?: string }[] }

/** Source: discovery.k8s.io/v1 EndpointSlice; both lists are `null` in a placeholder. */
export interface EndpointSlice extends StoredObject {
  addressType: 'IPv4'
  endpoints: Endpoint[] | null
  ports: EndpointPort[] | null
}

export type Endpoint = {
  addresses: string[]
  conditions: { ready: boolean; serving: boolean; terminating: boolean }
  hostname?: string
  targetRef?: { kind: 'Pod'; namespace: string; name: string; uid: string }
  nodeName?: string
  zone?: string
}

export type EndpointPort = { name: string; protocol: string; port: number; appProtocol?: string }

/** Source: core/v1 Endpoints. */
export interface Endpoints extends StoredObject {
  subsets?: EndpointSubset[]
}

export type EndpointSubset = {
  addresses?: EndpointAddress[]
  notReadyAddresses?: EndpointAddress[]
  ports: { name?: string; port: number; protocol: string }[]
}

export type EndpointAddress = {
  ip: string
  hostname?: string
  nodeName?: string
  targetRef?: { kind: 'Pod'; namespace: string; name: string; uid: string }
}

export type IngressBackend = { service: { name: string; port: { name?: string; number?: number } } }

/** Source: networking.k8s.io/v1 Ingress. */
export interface Ingress extends StoredObject {
  spec: {
    ingressClassName?: string
    defaultBackend?: IngressBackend
    tls?: { hosts: string[]; secretName: string }[]
    rules?: {
      host?: string
      http?: {
        paths: { path: string; pathType: 'Prefix' | 'Exact' | 'ImplementationSpecific'; backend: IngressBackend }[]
      }
    }[]
  }
  status: { loadBalancer: LoadBalancerStatus }
}

/** Source: networking.k8s.io/v1 IngressClass. */
export interface IngressClass extends StoredObject {
  spec: { controller: string }
}

/** Source: networking.k8s.io/v1 NetworkPolicy. */
export interface NetworkPolicy extends StoredObject {
  spec: {
    podSelector: { matchLabels?: Record<string, string> }
    policyTypes: ('Ingress' | 'Egress')[]
    ingress?: { from?: Record<string, unknown>[]; ports?: { protocol: string; port: number | string }[] }[]
  }
}

/** Source: meta/v1 Condition, as Gateway API uses it. */
export type GatewayCondition = {
  type: string
  status: ConditionStatus
  reason: string
  message: string
  lastTransitionTime: string
  observedGeneration?: number
}

/** Source: gateway.networking.k8s.io/v1 GatewayClass. */
export interface GatewayClass extends StoredObject {
  spec: { controllerName: string }
  status: { conditions: GatewayCondition[] }
}

/** Source: gateway.networking.k8s.io/v1 Gateway. */
export interface Gateway extends StoredObject {
  spec: { gatewayClassName: string; listeners: GatewayListener[] }
  status: {
    addresses?: { type: 'IPAddress'; value: string }[]
    conditions: GatewayCondition[]
    listeners?: ListenerStatus[]
  }
}

export type GatewayListener = {
  name: string
  port: number
  protocol: 'HTTP' | 'HTTPS'
  hostname?: string
  tls?: { mode: 'Terminate'; certificateRefs: { group: ''; kind: 'Secret'; name: string }[] }
  allowedRoutes: { namespaces: { from: 'Same' | 'All' } }
}

export type ListenerStatus = {
  name: string
  attachedRoutes: number
  supportedKinds: { group: string; kind: string }[]
  conditions: GatewayCondition[]
}

/** Source: gateway.networking.k8s.io/v1 HTTPRoute. */
export interface HttpRoute extends StoredObject {
  spec: { parentRefs: ParentReference[]; hostnames?: string[]; rules: HttpRouteRule[] }
  status?: { parents: RouteParentStatus[] }
}

export type ParentReference = { group: string; kind: 'Gateway'; namespace?: string; name: string; sectionName?: string }

export type HttpRouteRule = {
  matches: { path: { type: 'PathPrefix' | 'Exact'; value: string } }[]
  filters?: Record<string, unknown>[]
  backendRefs?: BackendReference[]
}

export type BackendReference = {
  group: ''
  kind: 'Service'
  namespace?: string
  name: string
  port: number
  weight: number
}

export type RouteParentStatus = {
  parentRef: ParentReference
  controllerName: string
  conditions: GatewayCondition[]
}

/** Source: gateway.networking.k8s.io/v1 ReferenceGrant. */
export interface ReferenceGrant extends StoredObject {
  spec: {
    from: { group: string; kind: string; namespace: string }[]
    to: { group: string; kind: string; name?: string }[]
  }
}
