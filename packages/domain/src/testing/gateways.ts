import type { Gateway, GatewayClass } from '../kubernetes/gateway.ts'
import type { HTTPRoute } from '../kubernetes/routes.ts'
import { aProjected } from './projected.ts'
import { aRawClusterObject, aRawObject, type RawMetadata, type RawObject } from './raw-objects.ts'

/** What a test states of a Gateway: class `gateway`, one HTTP listener on port 80, unless told otherwise. */
export interface GatewayOptions extends RawMetadata {
  readonly className?: string
  /** As in the API: `[{ name: 'http', port: 80, protocol: 'HTTP' }]`. */
  readonly listeners?: readonly RawObject[]
  readonly spec?: RawObject
  readonly status?: RawObject
}

export function aGateway(name: string, options: GatewayOptions = {}): Gateway {
  const { className = 'gateway', listeners, spec, status, ...metadata } = options
  const raw = aRawObject('Gateway', name, {
    ...metadata,
    spec: {
      gatewayClassName: className,
      listeners: listeners ?? [{ name: 'http', port: 80, protocol: 'HTTP' }],
      ...spec,
    },
    status,
  })
  return aProjected('Gateway', raw)
}

/** What a test states of a GatewayClass. */
export interface GatewayClassOptions extends RawMetadata {
  readonly controllerName?: string
  readonly status?: RawObject
}

export function aGatewayClass(name: string, options: GatewayClassOptions = {}): GatewayClass {
  const { controllerName = 'example.com/gateway', status, ...metadata } = options
  const raw = aRawClusterObject('GatewayClass', name, { ...metadata, spec: { controllerName }, status })
  return aProjected('GatewayClass', raw)
}

/** What a test states of an HTTPRoute: every path of every hostname to one Service, unless told otherwise. */
export interface HttpRouteOptions extends RawMetadata {
  /** Name of the Gateway, in the route's own namespace unless `gatewayNamespace` says otherwise. */
  readonly gateway?: string
  readonly gatewayNamespace?: string
  readonly hostnames?: readonly string[]
  /** The backend of the one rule; absent: no rule. */
  readonly service?: string
  readonly port?: number
  /** Further members of `spec` and `status`, as in the API; they replace what is made up. */
  readonly spec?: RawObject
  readonly status?: RawObject
}

export function anHttpRoute(name: string, options: HttpRouteOptions = {}): HTTPRoute {
  const { gateway, gatewayNamespace, hostnames, service, port = 80, spec, status, ...metadata } = options
  const raw = aRawObject('HTTPRoute', name, {
    ...metadata,
    spec: {
      parentRefs: gateway === undefined ? [] : [{ name: gateway, namespace: gatewayNamespace }],
      hostnames,
      rules: service === undefined ? [] : [{ backendRefs: [{ name: service, port }] }],
      ...spec,
    },
    status,
  })
  return aProjected('HTTPRoute', raw)
}
