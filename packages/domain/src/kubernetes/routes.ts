import type { Condition, KubernetesObject } from './metadata.ts'

/** What every kind of route has; `rules` keep their order, it decides ties. */
interface Route<Kind extends RouteKind, Spec> extends KubernetesObject<Kind> {
  readonly spec: Spec & { readonly parentRefs: readonly ParentReference[] }
  readonly status: { readonly parents: readonly RouteParentStatus[] }
}

export type RouteKind = 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute' | 'UDPRoute'

/** gateway.networking.k8s.io/v1 HTTPRoute. */
export interface HTTPRoute
  extends Route<'HTTPRoute', { readonly hostnames: readonly string[]; readonly rules: readonly HTTPRouteRule[] }> {}

/** gateway.networking.k8s.io/v1 GRPCRoute. */
export interface GRPCRoute
  extends Route<'GRPCRoute', { readonly hostnames: readonly string[]; readonly rules: readonly GRPCRouteRule[] }> {}

/** gateway.networking.k8s.io/v1 TLSRoute. */
export interface TLSRoute
  extends Route<'TLSRoute', { readonly hostnames: readonly string[]; readonly rules: readonly StreamRouteRule[] }> {}

/** gateway.networking.k8s.io/v1 TCPRoute. */
export interface TCPRoute extends Route<'TCPRoute', { readonly rules: readonly StreamRouteRule[] }> {}

/** gateway.networking.k8s.io/v1 UDPRoute. */
export interface UDPRoute extends Route<'UDPRoute', { readonly rules: readonly StreamRouteRule[] }> {}

/** Any route. */
export type GatewayRoute = HTTPRoute | GRPCRoute | TLSRoute | TCPRoute | UDPRoute

/** `group` and `kind` default to `gateway.networking.k8s.io` and `Gateway`; `namespace` absent: the route's own. */
export interface ParentReference {
  readonly group: string
  readonly kind: string
  readonly namespace?: string
  readonly name: string
  /** A listener's name. */
  readonly sectionName?: string
  readonly port?: number
}

/** `status.parents[]`: what one controller says of one parentRef. Conditions are sorted by type. */
export interface RouteParentStatus {
  readonly parentRef: ParentReference
  readonly controllerName: string
  readonly conditions: readonly Condition[]
}

/** `group` and `kind` default to `''` and `Service`, `weight` to 1; `namespace` absent: the route's own. */
export interface BackendRef {
  readonly group: string
  readonly kind: string
  readonly name: string
  readonly namespace?: string
  /** The Service's port, never its targetPort; required for Services. */
  readonly port?: number
  readonly weight: number
}

/** Used by HTTPRoute and GRPCRoute: a backend with filters of its own. */
export interface FilteredBackendRef extends BackendRef {
  readonly filters: readonly RouteFilter[]
}

export interface HTTPRouteRule {
  readonly name?: string
  /** Any of them; always present, default one PathPrefix `/` (HTTPRouteRule.matches). */
  readonly matches: readonly HTTPRouteMatch[]
  readonly filters: readonly RouteFilter[]
  readonly backendRefs: readonly FilteredBackendRef[]
  readonly timeouts?: { readonly request?: string; readonly backendRequest?: string }
}

/** All of its parts must match. */
export interface HTTPRouteMatch {
  /** Always present; default PathPrefix `/` (HTTPPathMatch). */
  readonly path: { readonly type: 'Exact' | 'PathPrefix' | 'RegularExpression'; readonly value: string }
  readonly headers: readonly ValueMatch[]
  readonly queryParams: readonly ValueMatch[]
  readonly method?: string
}

/** `type` is always present, default `Exact` (HTTPHeaderMatch.type, HTTPQueryParamMatch.type). */
export interface ValueMatch {
  readonly type: 'Exact' | 'RegularExpression'
  readonly name: string
  readonly value: string
}

export interface GRPCRouteRule {
  readonly name?: string
  /** Any of them; `[]` matches every call. */
  readonly matches: readonly GRPCRouteMatch[]
  readonly filters: readonly RouteFilter[]
  readonly backendRefs: readonly FilteredBackendRef[]
}

export interface GRPCRouteMatch {
  /** Absent: every method. `type` defaults to `Exact` (GRPCMethodMatch.type). */
  readonly method?: {
    readonly type: 'Exact' | 'RegularExpression'
    readonly service?: string
    readonly method?: string
  }
  readonly headers: readonly ValueMatch[]
}

/** A rule of a TLS, TCP or UDP route. */
export interface StreamRouteRule {
  readonly name?: string
  readonly backendRefs: readonly BackendRef[]
}

/** One member beside `type`. Header values that a filter sets are dropped: they may be credentials. */
export interface RouteFilter {
  readonly type: string
  readonly requestHeaderModifier?: HeaderModifier
  readonly responseHeaderModifier?: HeaderModifier
  readonly requestMirror?: { readonly backendRef: BackendRef }
  readonly requestRedirect?: RequestRedirect
  readonly urlRewrite?: { readonly hostname?: string; readonly path?: PathModifier }
  readonly extensionRef?: { readonly group: string; readonly kind: string; readonly name: string }
}

/** Names of the headers a filter touches, each list as written. */
export interface HeaderModifier {
  readonly set: readonly string[]
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

export interface RequestRedirect {
  readonly scheme?: string
  readonly hostname?: string
  readonly path?: PathModifier
  readonly port?: number
  /** Always present; default 302 (HTTPRequestRedirectFilter.statusCode). */
  readonly statusCode: number
}

export interface PathModifier {
  readonly type: 'ReplaceFullPath' | 'ReplacePrefixMatch'
  readonly replaceFullPath?: string
  readonly replacePrefixMatch?: string
}
