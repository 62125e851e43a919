import type { Condition, KubernetesObject } from './metadata.ts'
import type { LabelSelector } from './selector.ts'

/** gateway.networking.k8s.io/v1 GatewayClass. */
export interface GatewayClass extends KubernetesObject<'GatewayClass'> {
  readonly spec: {
    readonly controllerName: string
    readonly parametersRef?: {
      readonly group: string
      readonly kind: string
      readonly name: string
      readonly namespace?: string
    }
    readonly description?: string
  }
  readonly status: { readonly conditions: readonly Condition[] }
}

/** gateway.networking.k8s.io/v1 Gateway, without TLS option maps and infrastructure annotations. */
export interface Gateway extends KubernetesObject<'Gateway'> {
  readonly spec: GatewaySpec
  readonly status: GatewayStatus
}

export interface GatewaySpec {
  readonly gatewayClassName: string
  readonly listeners: readonly Listener[]
  readonly addresses: readonly GatewayAddress[]
  readonly infrastructure?: {
    readonly labels: Readonly<Record<string, string>>
    readonly parametersRef?: { readonly group: string; readonly kind: string; readonly name: string }
  }
  /** Which namespaces may attach ListenerSets; always present, default `None` (AllowedListeners). */
  readonly allowedListeners: { readonly namespaces: RouteNamespaces }
}

export type GatewayProtocol = 'HTTP' | 'HTTPS' | 'TLS' | 'TCP' | 'UDP' | (string & {})

export interface Listener {
  readonly name: string
  /** Absent: every hostname. */
  readonly hostname?: string
  /** 0 in a ListenerSet that leaves the choice to the implementation. */
  readonly port: number
  readonly protocol: GatewayProtocol
  readonly tls?: ListenerTls
  readonly allowedRoutes: AllowedRoutes
}

export interface ListenerTls {
  /** Always present; default `Terminate` (ListenerTLSConfig.mode). */
  readonly mode: 'Terminate' | 'Passthrough'
  readonly certificateRefs: readonly ObjectReference[]
}

/** A reference inside the Gateway API; `namespace` absent: the same as the referrer's. */
export interface ObjectReference {
  /** `''` is the core group. */
  readonly group: string
  readonly kind: string
  readonly name: string
  readonly namespace?: string
}

export interface AllowedRoutes {
  /** Always present; `from` defaults to `Same` (RouteNamespaces.from). */
  readonly namespaces: RouteNamespaces
  /** Empty: whatever the protocol carries. */
  readonly kinds: readonly RouteGroupKind[]
}

export interface RouteNamespaces {
  readonly from: 'All' | 'Selector' | 'Same' | 'None'
  /** Only with `Selector`. */
  readonly selector?: LabelSelector
}

export interface RouteGroupKind {
  /** Always present; default `gateway.networking.k8s.io` (RouteGroupKind.group). */
  readonly group: string
  readonly kind: string
}

export interface GatewayAddress {
  /** Always present; default `IPAddress` (GatewaySpecAddress.type). */
  readonly type: string
  /** Absent in a spec that leaves the choice to the implementation. */
  readonly value?: string
}

export interface GatewayStatus {
  readonly addresses: readonly GatewayAddress[]
  readonly conditions: readonly Condition[]
  /** Sorted by name. */
  readonly listeners: readonly ListenerStatus[]
}

export interface ListenerStatus {
  readonly name: string
  readonly attachedRoutes: number
  readonly supportedKinds: readonly RouteGroupKind[]
  readonly conditions: readonly Condition[]
}

/** gateway.networking.k8s.io/v1 ListenerSet: further listeners of a Gateway, owned by somebody else. */
export interface ListenerSet extends KubernetesObject<'ListenerSet'> {
  readonly spec: {
    /** Group and kind default to `gateway.networking.k8s.io` and `Gateway` (ParentGatewayReference). */
    readonly parentRef: ObjectReference
    readonly listeners: readonly Listener[]
  }
  readonly status: {
    readonly conditions: readonly Condition[]
    /** Sorted by name. */
    readonly listeners: readonly ListenerStatus[]
  }
}
