import type { ObjectStore } from '../api-server/object-store.ts'
import { kinds } from '../controllers/objects/kinds.ts'
import type { GatewayCondition, HttpRouteRule, ParentReference } from '../controllers/objects/network.ts'

/** Services one Ingress, or one route, leads to. */
const PER_INGRESS = 8
const PER_ROUTE = 4
/** Of ten namespaces two use Gateway API, the rest Ingress. */
const GATEWAY_SHARE = 0.2

const GROUP = 'gateway.networking.k8s.io'
const CONTROLLER = 'gateway.envoyproxy.io/gatewayclass-controller'
const ADDRESS = '203.0.113.10'

/** Lead requests to every Service: by Ingress in most namespaces, by HTTPRoute in the others. */
export function createTraffic(store: ObjectStore, servicesByNamespace: ReadonlyMap<string, readonly string[]>): void {
  createEntries(store)
  let index = 0
  for (const [namespace, services] of servicesByNamespace) {
    const isGateway = index++ / servicesByNamespace.size < GATEWAY_SHARE
    const size = isGateway ? PER_ROUTE : PER_INGRESS
    for (let from = 0; from < services.length; from += size) {
      const group = { namespace, services: services.slice(from, from + size), number: from / size }
      if (isGateway) createRoute(store, group)
      else createIngress(store, group)
    }
  }
}

const granted = (type: string): GatewayCondition => ({
  lastTransitionTime: '2026-11-01T08:00:00Z',
  message: '',
  observedGeneration: 1,
  reason: type,
  status: 'True',
  type,
})

interface Group {
  namespace: string
  services: readonly string[]
  number: number
}

function createEntries(store: ObjectStore): void {
  store.create(kinds.ingressClasses, { metadata: { name: 'nginx' }, spec: { controller: 'k8s.io/ingress-nginx' } })
  store.create(kinds.gatewayClasses, {
    metadata: { name: 'envoy' },
    spec: { controllerName: CONTROLLER },
    status: { conditions: [granted('Accepted')] },
  })
  store.create(kinds.gateways, {
    metadata: { name: 'public', namespace: 'default' },
    spec: {
      gatewayClassName: 'envoy',
      listeners: [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } }],
    },
    status: {
      addresses: [{ type: 'IPAddress', value: ADDRESS }],
      conditions: [granted('Accepted'), granted('Programmed')],
    },
  })
}

function createIngress(store: ObjectStore, { namespace, services, number }: Group): void {
  const host = `${number}.${namespace}.example.com`
  const paths = services.map((name) => ({
    path: `/${name}`,
    pathType: 'Prefix' as const,
    backend: { service: { name, port: { name: 'http' } } },
  }))
  store.create(kinds.ingresses, {
    metadata: { name: `ingress-${number}`, namespace },
    spec: {
      ingressClassName: 'nginx',
      tls: [{ hosts: [host], secretName: `tls-${number}` }],
      rules: [{ host, http: { paths } }],
    },
    status: { loadBalancer: { ingress: [{ ip: ADDRESS }] } },
  })
}

function createRoute(store: ObjectStore, { namespace, services, number }: Group): void {
  const parentRef: ParentReference = { group: GROUP, kind: 'Gateway', namespace: 'default', name: 'public' }
  store.create(kinds.httpRoutes, {
    metadata: { name: `route-${number}`, namespace },
    spec: {
      parentRefs: [parentRef],
      hostnames: [`${number}.${namespace}.example.org`],
      rules: services.map(
        (name): HttpRouteRule => ({
          matches: [{ path: { type: 'PathPrefix', value: `/${name}` } }],
          backendRefs: [{ group: '', kind: 'Service', name, port: 80, weight: 1 }],
        }),
      ),
    },
    status: {
      parents: [{ parentRef, controllerName: CONTROLLER, conditions: [granted('Accepted'), granted('ResolvedRefs')] }],
    },
  })
}
