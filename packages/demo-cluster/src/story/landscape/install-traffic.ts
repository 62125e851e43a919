import type { Kubectl } from '../../controllers/kubectl/kubectl.ts'
import { kinds } from '../../controllers/objects/kinds.ts'
import type { GatewayCondition, IngressBackend } from '../../controllers/objects/network.ts'
import { GATEWAY_NAME } from '../../controllers/traffic/gateway-controller.ts'

export const GATEWAY_CONTROLLER = 'gateway.envoyproxy.io/gatewayclass-controller'
const GATEWAY_GROUP = 'gateway.networking.k8s.io'
const PUBLIC = { group: GATEWAY_GROUP, kind: 'Gateway', namespace: 'edge', name: 'public' } as const

/** How requests get in: two shops by Ingress, the bistro by Gateway API. */
export function installTraffic(kubectl: Kubectl): void {
  installShopIngress(kubectl)
  installMarketIngress(kubectl)
  installGateway(kubectl)
  installRoutes(kubectl)
}

const toService = (name: string): IngressBackend => ({ service: { name, port: { name: 'http' } } })
export const NO_ADDRESS = { status: { loadBalancer: {} } }
const prefix = (path: string, service: string) => ({ path, pathType: 'Prefix' as const, backend: toService(service) })

function installShopIngress(kubectl: Kubectl): void {
  const host = 'shop.example.com'
  const paths = [
    prefix('/', 'web'),
    prefix('/api', 'api'),
    prefix('/catalog', 'catalog'),
    prefix('/search', 'search'),
    prefix('/pay', 'payments'),
  ]
  kubectl.apply(
    kinds.ingresses,
    {
      metadata: {
        name: 'shop',
        namespace: 'shop',
        annotations: { 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' },
      },
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: [host], secretName: 'shop-tls' }],
        rules: [{ host, http: { paths } }],
      },
    },
    NO_ADDRESS,
  )
}

function installMarketIngress(kubectl: Kubectl): void {
  const [host, accounts] = ['market.example.com', 'accounts.market.example.com']
  kubectl.apply(
    kinds.ingresses,
    {
      metadata: { name: 'market', namespace: 'market' },
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: [host, accounts], secretName: 'market-tls' }],
        rules: [
          {
            host,
            http: {
              paths: [prefix('/', 'storefront'), prefix('/checkout', 'checkout'), prefix('/stock', 'inventory')],
            },
          },
          { host: accounts, http: { paths: [prefix('/', 'accounts')] } },
        ],
      },
    },
    NO_ADDRESS,
  )
}

/** Conditions a CustomResourceDefinition fills in before any controller has looked. */
const pending = (...types: string[]): GatewayCondition[] =>
  types.map((type) => ({
    lastTransitionTime: '1970-01-01T00:00:00Z',
    message: 'Waiting for controller',
    reason: 'Pending',
    status: 'Unknown',
    type,
  }))

function installGateway(kubectl: Kubectl): void {
  kubectl.apply(
    kinds.gatewayClasses,
    { metadata: { name: 'envoy' }, spec: { controllerName: GATEWAY_CONTROLLER } },
    { status: { conditions: pending('Accepted') } },
  )
  const certificate = { group: '', kind: 'Secret', name: 'public-tls' }
  kubectl.apply(
    kinds.gateways,
    {
      metadata: { name: 'public', namespace: 'edge' },
      spec: {
        gatewayClassName: 'envoy',
        listeners: [
          { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } },
          {
            name: 'https',
            port: 443,
            protocol: 'HTTPS',
            hostname: '*.example.org',
            tls: { mode: 'Terminate', certificateRefs: [certificate] },
            allowedRoutes: { namespaces: { from: 'All' } },
          },
        ],
      },
    },
    { status: { conditions: pending('Accepted', 'Programmed') } },
  )
  installDataPlane(kubectl)
}

function installDataPlane(kubectl: Kubectl): void {
  const labels = { 'app.kubernetes.io/name': 'envoy', [GATEWAY_NAME]: 'public' }
  const name = 'envoy-public'
  kubectl.applyDeployment(
    { name, namespace: 'edge', labels },
    {
      replicas: 3,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'envoy',
              image: 'envoyproxy/envoy:v1.36.2',
              args: ['--config-path', '/etc/envoy/bootstrap.yaml'],
              ports: [
                { name: 'http', containerPort: 10080 },
                { name: 'https', containerPort: 10443 },
              ],
              readinessProbe: { httpGet: { path: '/ready', port: 19003 }, periodSeconds: 2 },
              lifecycle: { preStop: { sleep: { seconds: 8 } } },
            },
          ],
        },
      },
      revisionHistoryLimit: 3,
    },
  )
  kubectl.applyService(
    { name, namespace: 'edge', labels },
    {
      type: 'LoadBalancer',
      selector: labels,
      ports: [
        { name: 'http', port: 80, targetPort: 'http' },
        { name: 'https', port: 443, targetPort: 'https' },
      ],
    },
  )
}

const to = (name: string, weight = 1) => ({ group: '', kind: 'Service', name, port: 80, weight })
const matching = (value: string) => [{ path: { type: 'PathPrefix', value } }]

function installRoutes(kubectl: Kubectl): void {
  const hostnames = ['bistro.example.org']
  const [http, https] = [
    { ...PUBLIC, sectionName: 'http' },
    { ...PUBLIC, sectionName: 'https' },
  ]
  const redirect = { type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }
  kubectl.apply(kinds.httpRoutes, {
    metadata: { name: 'to-https', namespace: 'bistro' },
    spec: { parentRefs: [http], hostnames, rules: [{ matches: matching('/'), filters: [redirect] }] },
  })
  kubectl.apply(kinds.httpRoutes, {
    metadata: { name: 'bistro', namespace: 'bistro' },
    spec: {
      parentRefs: [https],
      hostnames,
      rules: [
        { matches: matching('/orders'), backendRefs: [to('orders')] },
        { matches: matching('/photos'), backendRefs: [to('photos')] },
        { matches: matching('/'), backendRefs: [to('menu')] },
      ],
    },
  })
  // The market sends its members to the bistro's loyalty programme: a backend in another namespace, which is granted.
  kubectl.apply(kinds.referenceGrants, {
    metadata: { name: 'loyalty-for-market', namespace: 'bistro' },
    spec: {
      from: [{ group: GATEWAY_GROUP, kind: 'HTTPRoute', namespace: 'market' }],
      to: [{ group: '', kind: 'Service', name: 'loyalty' }],
    },
  })
  kubectl.apply(kinds.httpRoutes, {
    metadata: { name: 'members', namespace: 'market' },
    spec: {
      parentRefs: [https],
      hostnames: ['members.example.org'],
      rules: [{ matches: matching('/'), backendRefs: [{ ...to('loyalty'), namespace: 'bistro' }] }],
    },
  })
}
